import { useState } from 'preact/hooks';
import type { CoreError } from '../core/errors';
import { errorText, t } from '../i18n';
import { loadCatalog } from '../state/catalog';
import { connection } from '../state/connection';
import { asCoreError } from '../state/messages';
import { enrol } from '../state/session';
import { Brand } from '../ui/brand';
import { Icon } from '../ui/icon';
import './entrance.css';

const MEGABYTE = 1_000_000;

/** How much of the shop has come, once the hub has begun to send it. */
function Arriving() {
  const arriving = connection.value?.arriving;
  if (!arriving) return null;
  const [come, all] = [arriving.bytes, arriving.of].map((bytes) => (bytes / MEGABYTE).toFixed(0));
  return (
    <label class="enrol__arriving">
      <span>{t('enrol.arriving', { come: come!, all: all! })}</span>
      <progress class="enrol__bar" max={arriving.of} value={arriving.bytes} />
    </label>
  );
}

/** Who scanned the code on another device's screen need not type it. */
function codeInAddress(): string {
  const [area, code] = location.hash.slice(1).split('/');
  return area === 'enrol' && code ? decodeURIComponent(code) : '';
}

/** The first start: this device joins its shop. */
export default function Enrol() {
  const [hub, setHub] = useState(location.origin);
  const [otherHub, setOtherHub] = useState(false);
  const [code, setCode] = useState(codeInAddress);
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<CoreError | null>(null);

  const submit = async (event: Event) => {
    event.preventDefault();
    setBusy(true);
    setError(null);
    try {
      await enrol(hub.trim(), code.trim());
      await loadCatalog();
    } catch (thrown) {
      setError(asCoreError(thrown));
      setBusy(false);
    }
  };

  return (
    <div class="entrance">
      <div class="awning" aria-hidden="true" />
      <header class="entrance__head">
        <Brand />
      </header>
      <main class="entrance__main">
        <form class="entrance__card" onSubmit={submit}>
          <h1 class="entrance__title">{t('enrol.title')}</h1>
          <p class="entrance__text">{t('enrol.text')}</p>
          <label class="field">
            <span class="field__label">{t('enrol.code')}</span>
            <input
              class="input input--code"
              required
              autofocus
              autoComplete="one-time-code"
              autoCapitalize="characters"
              spellcheck={false}
              disabled={busy}
              value={code}
              aria-describedby="code-hint"
              onInput={(event) => setCode(event.currentTarget.value)}
            />
            <span id="code-hint" class="field__hint">
              {t('enrol.code_hint')}
            </span>
          </label>
          {otherHub ? (
            <label class="field">
              <span class="field__label">{t('enrol.hub')}</span>
              <input
                class="input"
                type="url"
                required
                disabled={busy}
                value={hub}
                onInput={(event) => setHub(event.currentTarget.value)}
              />
            </label>
          ) : (
            <p class="field__hint enrol__hub">
              {t('enrol.hub')}: <strong>{hub}</strong>{' '}
              <button type="button" class="button button--quiet" onClick={() => setOtherHub(true)}>
                {t('enrol.hub_change')}
              </button>
            </p>
          )}
          {error && (
            <p class="notice notice--danger" role="alert">
              <Icon name="alert" size={22} />
              {errorText(error)}
            </p>
          )}
          {busy && <Arriving />}
          <button
            type="submit"
            class="button button--main button--tall"
            disabled={busy || code.trim() === ''}
            aria-busy={busy}
          >
            {busy ? t('enrol.working') : t('enrol.submit')}
          </button>
        </form>
      </main>
    </div>
  );
}
