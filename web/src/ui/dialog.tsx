import { signal } from '@preact/signals';
import type { ComponentChildren } from 'preact';
import { useId, useLayoutEffect, useRef, useState } from 'preact/hooks';
import { t } from '../i18n';
import { Icon } from './icon';
import { KeyLayer, useKey } from './keys';
import { Toasts } from './toasts';

/** How many dialogs lie over each other. */
const depth = signal(0);

interface DialogProps {
  title: string;
  onClose(): void;
  small?: boolean;
  children: ComponentChildren;
}

/** A modal card; a sheet from below on a phone. The browser keeps the focus inside and makes the rest inert. */
export function Dialog({ title, onClose, small = false, children }: DialogProps) {
  const dialog = useRef<HTMLDialogElement>(null);
  const titleId = useId();
  const [level] = useState(depth.peek() + 1);
  useLayoutEffect(() => {
    const opener = document.activeElement;
    dialog.current?.showModal();
    depth.value++;
    return () => {
      depth.value--;
      if (opener instanceof HTMLElement) opener.focus({ preventScroll: true });
    };
  }, []);
  return (
    <dialog
      ref={dialog}
      class={small ? 'dialog dialog--small' : 'dialog'}
      aria-labelledby={titleId}
      onCancel={(event) => {
        event.preventDefault();
        onClose();
      }}
      onClick={(event) => event.target === dialog.current && onClose()}
    >
      <KeyLayer>
        <CloseOnEscape onClose={onClose} />
        <div class="dialog__head">
          <h2 id={titleId} class="dialog__title">
            {title}
          </h2>
          <button
            type="button"
            class="button button--quiet button--icon"
            aria-label={t('app.close')}
            onClick={onClose}
          >
            <Icon name="close" />
          </button>
        </div>
        <div class="dialog__body">{children}</div>
        {depth.value === level && <Toasts />}
      </KeyLayer>
    </dialog>
  );
}

/** Messages lie over everything; while a dialog is open, only what is inside it can be seen and pressed. */
export function PageToasts() {
  return depth.value === 0 ? <Toasts /> : null;
}

function CloseOnEscape({ onClose }: { onClose(): void }) {
  useKey('Escape', onClose);
  return null;
}

interface QuestionProps {
  title: string;
  text: string;
  yes: string;
  danger?: boolean;
  onYes(): void;
  onClose(): void;
}

/** Asks before something that cannot be undone. */
export function Question({ title, text, yes, danger = false, onYes, onClose }: QuestionProps) {
  return (
    <Dialog title={title} small onClose={onClose}>
      <p>{text}</p>
      <div class="dialog__actions">
        <button type="button" class="button button--roomy" onClick={onClose}>
          {t('app.cancel')}
        </button>
        <button
          type="button"
          class={`button button--roomy ${danger ? 'button--danger' : 'button--main'}`}
          onClick={onYes}
        >
          {yes}
        </button>
      </div>
    </Dialog>
  );
}
