import { h } from './dom';
import { t } from './texts';

/** A dialog over the menu; Escape, the cross and a tap beside it close it. */
export function sheet(title: string, ...content: (Node | string)[]): HTMLDialogElement {
  const close = h('button', { type: 'button', class: 'close', 'aria-label': t('close') }, '×');
  const body = h('div', { class: 'sheet__body' }, ...content);
  const dialog = h(
    'dialog',
    { class: 'sheet', 'aria-label': title },
    h('header', { class: 'sheet__head' }, h('h2', {}, title), close),
    body,
  );
  close.addEventListener('click', () => dialog.close());
  dialog.addEventListener('click', (event) => event.target === dialog && dialog.close());
  dialog.addEventListener('close', () => dialog.remove());
  document.body.append(dialog);
  dialog.showModal();
  return dialog;
}

/** Says something for a moment. */
export function say(text: string): void {
  document.querySelector('.toast')?.remove();
  const toast = h('p', { class: 'toast', role: 'status' }, text);
  // Over a dialog, too: only what is inside it is in its layer.
  (document.querySelector('dialog[open]:last-of-type') ?? document.body).append(toast);
  setTimeout(() => toast.remove(), 4000);
}
