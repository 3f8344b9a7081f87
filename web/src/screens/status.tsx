import { useEffect, useState } from 'preact/hooks';
import { client } from '../core/client';
import type { SyncStatus, Verification } from '../core/commands';
import { moment } from '../format';
import { errorText, t, tn } from '../i18n';
import { connection } from '../state/connection';
import { asCoreError, report } from '../state/messages';
import { Dialog } from '../ui/dialog';
import { saveRescueCopy } from '../ui/rescue';
import { Icon } from '../ui/icon';
import { VERSION } from '../version';

/** Everything about how this device stands with its hub and its disk. */
export default function StatusDialog({ onClose }: { onClose(): void }) {
  const [sync, setSync] = useState<SyncStatus | null>(null);
  const [verified, setVerified] = useState<Verification | null>(null);
  const [busy, setBusy] = useState(false);
  const status = connection.value;
  useEffect(() => {
    client.call('sync.status', {}).then(setSync, report);
  }, [status]);
  if (!status) return null;

  const working = async (work: () => Promise<void>) => {
    setBusy(true);
    await work().catch(report);
    setBusy(false);
  };
  const verify = async () => setVerified(await client.call('audit.verify', {}));
  const pending =
    status.pending > 0 ? tn('status.pending', status.pending) : t('status.nothing_waiting');
  return (
    <Dialog title={t('status.title')} onClose={onClose}>
      <p class={status.online ? 'notice notice--brand' : 'notice notice--accent'}>
        <Icon name={status.online ? 'online' : 'offline'} />
        <span>
          <strong>{status.online ? t('status.online') : t('status.offline')}.</strong>{' '}
          {status.online ? t('status.online_text') : t('status.offline_text')}
        </span>
      </p>
      <dl class="facts">
        <dt>{t('status.waiting')}</dt>
        <dd>{pending}</dd>
        {status.oldestPending !== null && (
          <>
            <dt>{t('status.oldest')}</dt>
            <dd>{moment(status.oldestPending)}</dd>
          </>
        )}
        <dt>{t('status.last_contact')}</dt>
        <dd>{status.lastContact === null ? t('status.never') : moment(status.lastContact)}</dd>
        <dt>{t('status.live')}</dt>
        <dd>{status.live ? t('status.live_yes') : t('status.live_no')}</dd>
        {sync && sync.parked > 0 && (
          <>
            <dt>{t('status.parked')}</dt>
            <dd>{sync.parked}</dd>
          </>
        )}
        <dt>{t('status.storage')}</dt>
        <dd>
          {status.storage === 'opfs' && status.durable
            ? t('status.storage_durable')
            : t('status.storage_memory')}
        </dd>
        <dt>{t('status.role')}</dt>
        <dd>{status.role === 'follower' ? t('status.role_follower') : t('status.role_leader')}</dd>
        <dt>{t('status.version')}</dt>
        <dd>{VERSION}</dd>
        {status.error && !status.online && (
          <>
            <dt>{t('status.last_error')}</dt>
            <dd>{errorText(asCoreError(status.error))}</dd>
          </>
        )}
      </dl>
      {verified && <Verified result={verified} />}
      <div class="dialog__actions">
        <button
          type="button"
          class="button button--roomy"
          disabled={busy}
          onClick={() => void working(verify)}
        >
          <Icon name="shield" />
          {t('status.verify')}
        </button>
        <button
          type="button"
          class="button button--roomy"
          disabled={busy}
          onClick={() => void working(saveRescueCopy)}
        >
          <Icon name="download" />
          {t('status.export')}
        </button>
      </div>
    </Dialog>
  );
}

/** Two devices that know the same have the same fingerprint. */
function Verified({ result }: { result: Verification }) {
  return (
    <div class={result.ok ? 'notice notice--brand' : 'notice notice--danger'} role="status">
      <Icon name={result.ok ? 'shield' : 'alert'} />
      <p>
        {result.ok ? tn('status.verified', result.operations) : t('status.verify_failed')}
        <br />
        {t('status.fingerprint')}:{' '}
        <code class="fingerprint" title={result.stateHash}>
          {result.stateHash.slice(0, 16)}
        </code>
      </p>
    </div>
  );
}
