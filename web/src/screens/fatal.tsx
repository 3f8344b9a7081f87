import { useState } from 'preact/hooks';
import type { CoreError } from '../core/errors';
import { t, type PlainKey } from '../i18n';
import { report } from '../state/messages';
import { Brand } from '../ui/brand';
import { Icon } from '../ui/icon';
import { saveRescueCopy } from '../ui/rescue';
import './entrance.css';
import './fatal.css';

interface Story {
  title: PlainKey;
  what: PlainKey;
  todo: PlainKey;
}

const stories: Record<string, Story> = {
  'store.full': { title: 'fatal.full', what: 'fatal.full_what', todo: 'fatal.full_do' },
  'store.corrupt': { title: 'fatal.corrupt', what: 'fatal.corrupt_what', todo: 'fatal.corrupt_do' },
  'store.io': { title: 'fatal.lost', what: 'fatal.lost_what', todo: 'fatal.lost_do' },
  'store.cannot_open': { title: 'fatal.lost', what: 'fatal.lost_what', todo: 'fatal.lost_do' },
  'store.schema_too_new': {
    title: 'fatal.newer',
    what: 'fatal.newer_what',
    todo: 'fatal.newer_do',
  },
  'store.unsupported': {
    title: 'fatal.unsupported',
    what: 'fatal.unsupported_what',
    todo: 'fatal.unsupported_do',
  },
};
const unknown: Story = {
  title: 'fatal.title',
  what: 'fatal.unknown_what',
  todo: 'fatal.unknown_do',
};
const privateWindow: Story = {
  title: 'fatal.private',
  what: 'fatal.private_what',
  todo: 'fatal.private_do',
};

interface FatalProps {
  /** Null when nothing is broken, but this window keeps nothing. */
  error: CoreError | null;
  onPractise?: () => void;
}

/** Selling cannot go on: what happened, what to do, and the way to save the data. */
export default function Fatal({ error, onPractise }: FatalProps) {
  const [busy, setBusy] = useState(false);
  const story = error ? (stories[error.code] ?? unknown) : privateWindow;
  const rescue = async () => {
    setBusy(true);
    await saveRescueCopy().catch(report);
    setBusy(false);
  };

  return (
    <div class="entrance">
      <header class="entrance__head">
        <Brand />
      </header>
      <main class="entrance__main">
        <div class="fatal">
          <span class={error ? 'fatal__sign' : 'fatal__sign fatal__sign--accent'}>
            <Icon name="alert" size={40} />
          </span>
          <h1 class="entrance__title">{t(story.title)}</h1>
          <h2>{t('fatal.happened')}</h2>
          <p>{t(story.what)}</p>
          <h2>{t('fatal.todo')}</h2>
          <p>{t(story.todo)}</p>
          <div class="fatal__actions">
            {error && (
              <button
                type="button"
                class="button button--main button--roomy"
                onClick={() => location.reload()}
              >
                <Icon name="update" />
                {t('app.retry')}
              </button>
            )}
            {error && (
              <button
                type="button"
                class="button button--roomy"
                disabled={busy}
                onClick={() => void rescue()}
              >
                <Icon name="download" />
                {busy ? t('status.exporting') : t('status.export')}
              </button>
            )}
            {onPractise && (
              <button type="button" class="button button--roomy" onClick={onPractise}>
                {t('fatal.practice')}
              </button>
            )}
          </div>
          {error && (
            <p class="fatal__code">
              {t('fatal.code')}: <code>{error.code}</code> {error.detail}
            </p>
          )}
        </div>
      </main>
    </div>
  );
}
