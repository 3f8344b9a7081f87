import { useState } from 'preact/hooks';
import { moment } from '../format';
import { t, tn } from '../i18n';
import { connection } from '../state/connection';
import { device } from '../state/device';
import { Icon } from './icon';
import { lazy } from './lazy';

const StatusDialog = lazy(() => import('../screens/status'));

/** Always in view: online or not, how many operations wait and since when. */
export function StatusChip() {
  const [open, setOpen] = useState(false);
  const status = connection.value;
  const online = status?.online ?? false;
  const waiting = status && status.pending > 0 ? tn('status.pending', status.pending) : null;
  const since =
    !online && status?.oldestPending
      ? t('status.since', { time: moment(status.oldestPending) })
      : null;
  const licence = device.value?.licence ?? null;
  const ends = licence && !online ? t('licence.soon', { time: moment(licence.until) }) : null;

  return (
    <>
      <button
        type="button"
        class={`status-chip ${online ? '' : 'status-chip--offline'}`}
        aria-haspopup="dialog"
        onClick={() => setOpen(true)}
      >
        <Icon name={online ? 'online' : 'offline'} size={20} />
        <span class="status-chip__words">{online ? t('status.online') : t('status.offline')}</span>
        {waiting && <span class="status-chip__count">{waiting}</span>}
        {(ends ?? since) && <span class="status-chip__since">{ends ?? since}</span>}
      </button>
      {open && <StatusDialog onClose={() => setOpen(false)} />}
    </>
  );
}
