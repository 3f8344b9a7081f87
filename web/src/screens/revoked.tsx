import { useState } from 'preact/hooks';
import { client } from '../core/client';
import { t, tn } from '../i18n';
import { connection } from '../state/connection';
import { notify, report } from '../state/messages';
import { Brand } from '../ui/brand';
import { Dialog } from '../ui/dialog';
import { Icon } from '../ui/icon';
import { saveRescueCopy } from '../ui/rescue';
import './entrance.css';
import './fatal.css';

/** ORG-3: the shop has let this device go. What is only here can be saved; then it may forget all. */
export default function Revoked() {
  const [asking, setAsking] = useState(false);
  const [busy, setBusy] = useState(false);
  const unsent = connection.value?.pending ?? 0;
  const save = async () => {
    setBusy(true);
    try {
      await saveRescueCopy();
      await client.call('device.exported', {});
    } catch (error) {
      report(error);
    }
    setBusy(false);
  };
  const forget = async () => {
    setBusy(true);
    try {
      const { allowed } = await client.call('device.may_forget', {});
      if (allowed) {
        await client.forget();
        return location.replace(location.pathname);
      }
      notify(t('revoked.save_first'), 'danger');
    } catch (error) {
      report(error);
    }
    setBusy(false);
    setAsking(false);
  };

  return (
    <div class="entrance">
      <header class="entrance__head">
        <Brand />
      </header>
      <main class="entrance__main">
        <div class="fatal">
          <span class="fatal__sign">
            <Icon name="lock" size={40} />
          </span>
          <h1 class="entrance__title">{t('fatal.revoked')}</h1>
          <p>{t('fatal.revoked_what')}</p>
          <p class={unsent > 0 ? 'notice notice--accent' : 'notice notice--brand'}>
            <Icon name={unsent > 0 ? 'alert' : 'check'} />
            {unsent > 0 ? tn('revoked.unsent', unsent) : t('revoked.all_sent')}
          </p>
          <div class="fatal__actions">
            <button
              type="button"
              class={unsent > 0 ? 'button button--main button--roomy' : 'button button--roomy'}
              disabled={busy}
              onClick={() => void save()}
            >
              <Icon name="download" />
              {t('revoked.save')}
            </button>
            <button
              type="button"
              class="button button--danger button--roomy"
              disabled={busy}
              onClick={() => setAsking(true)}
            >
              <Icon name="trash" />
              {t('revoked.forget')}
            </button>
          </div>
        </div>
      </main>
      {asking && (
        <Dialog title={t('revoked.forget_title')} onClose={() => setAsking(false)}>
          <p>{t('revoked.forget_text')}</p>
          <div class="dialog__actions">
            <button type="button" class="button button--roomy" onClick={() => setAsking(false)}>
              {t('revoked.keep')}
            </button>
            <button
              type="button"
              class="button button--danger button--roomy"
              disabled={busy}
              aria-busy={busy}
              onClick={() => void forget()}
            >
              {t('revoked.forget_yes')}
            </button>
          </div>
        </Dialog>
      )}
    </div>
  );
}
