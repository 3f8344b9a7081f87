import { t } from '../i18n';
import { dismiss, messages } from '../state/messages';
import { Icon } from './icon';

/** Short messages over the screen, read out as they come. */
export function Toasts() {
  return (
    <div class="toasts" role="status" aria-live="polite">
      {messages.value.map(({ id, text, tone, action }) => (
        <div key={id} class={`toast toast--${tone}`}>
          <span class="toast__text">{text}</span>
          {action && (
            <button
              type="button"
              class="button"
              onClick={() => {
                dismiss(id);
                action.run();
              }}
            >
              {action.label}
            </button>
          )}
          <button
            type="button"
            class="button button--icon"
            aria-label={t('app.close')}
            onClick={() => dismiss(id)}
          >
            <Icon name="close" size={20} />
          </button>
        </div>
      ))}
    </div>
  );
}
