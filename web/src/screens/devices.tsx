import { useEffect, useState } from 'preact/hooks';
import { client } from '../core/client';
import type { Id, KnownDevice } from '../core/commands';
import { moment, timeOfDay } from '../format';
import { errorText } from '../i18n';
import { withApproval } from '../state/approval';
import {
  askBoard,
  invite,
  knownDevices,
  revoke,
  type Board,
  type Invitation,
  type Place,
  type SeenDevice,
} from '../state/board';
import { connection } from '../state/connection';
import { device } from '../state/device';
import { asCoreError, notify, report } from '../state/messages';
import { Dialog } from '../ui/dialog';
import { Icon } from '../ui/icon';
import { Segments } from '../ui/segments';
import { counted, d } from './devices_texts';
import './devices.css';
import './printer.css';

const REFRESH_MS = 10_000;

type Told =
  | { by: 'hub'; board: Board }
  | { by: 'here'; devices: KnownDevice[]; problem: string | null }
  | null;

/** REP-3: how every device of the company stands with the hub; ORG-3: letting one in, stopping one. */
export default function Devices({ onBack }: { onBack(): void }) {
  const [told, setTold] = useState<Told>(null);
  const [adding, setAdding] = useState(false);
  const [stopping, setStopping] = useState<SeenDevice | null>(null);
  const read = async () => {
    try {
      setTold({ by: 'hub', board: await askBoard() });
    } catch (thrown) {
      const error = asCoreError(thrown);
      const problem = error.code === 'sync.unreachable' ? null : errorText(error);
      setTold({ by: 'here', devices: await knownDevices(), problem });
    }
  };
  const online = connection.value?.online ?? false;
  useEffect(() => {
    const again = () => void read().catch(report);
    again();
    const timer = setInterval(again, REFRESH_MS);
    return () => clearInterval(timer);
  }, [online]);

  const board = told?.by === 'hub' ? told.board : null;
  return (
    <div class="printer devices">
      <header class="printer__head">
        <button type="button" class="button button--quiet" onClick={onBack}>
          <Icon name="back" />
          {d('back')}
        </button>
        <h1 class="entrance__title">{d('title')}</h1>
        <p class="printer__intro">{d('intro')}</p>
      </header>
      {told === null && (
        <p class="card" role="status" aria-busy="true">
          {d('loading')}
        </p>
      )}
      {told?.by === 'here' && <Offline problem={told.problem} onRetry={() => void read()} />}
      {board ? (
        <ul class="devices__list" aria-label={d('title')}>
          {board.devices.map((each) => (
            <Seen key={each.id} seen={each} onStop={() => setStopping(each)} />
          ))}
        </ul>
      ) : (
        told?.by === 'here' && (
          <ul class="devices__list" aria-label={d('title')}>
            {told.devices.map((each) => (
              <Known key={each.id} known={each} />
            ))}
          </ul>
        )
      )}
      {(board?.devices ?? (told?.by === 'here' ? told.devices : [null])).length === 0 && (
        <div class="empty">
          <Icon name="counter" size={44} />
          <p class="empty__title">{d('none')}</p>
        </div>
      )}
      {board ? (
        <button
          type="button"
          class="button button--main button--roomy devices__add"
          onClick={() => setAdding(true)}
        >
          <Icon name="plus" />
          {d('add')}
        </button>
      ) : (
        told !== null && <p class="printer__hint">{d('add_offline')}</p>
      )}
      <Alone />
      {adding && board && <Add registers={board.registers} onClose={() => setAdding(false)} />}
      {stopping && (
        <Stop
          seen={stopping}
          onClose={() => setStopping(null)}
          onStopped={() => {
            setStopping(null);
            void read().catch(report);
          }}
        />
      )}
    </div>
  );
}

function Offline({ problem, onRetry }: { problem: string | null; onRetry(): void }) {
  const since = connection.value?.lastContact ?? null;
  return (
    <div class="notice notice--accent" role="status">
      <Icon name="offline" />
      <p>
        {problem ?? (since === null ? d('offline_never') : d('offline', { since: moment(since) }))}{' '}
        <button type="button" class="button button--quiet" onClick={onRetry}>
          {d('retry')}
        </button>
      </p>
    </div>
  );
}

function place(each: { register: string; branch: string }): string {
  return [each.register || d('no_register'), each.branch].filter(Boolean).join(' · ');
}

function Seen({ seen, onStop }: { seen: SeenDevice; onStop(): void }) {
  const own = seen.id === device.value?.device?.id;
  const revoked = seen.revokedAt !== null;
  return (
    <li class={revoked ? 'card device device--revoked' : 'card device'}>
      <div class="device__head">
        <h2 class="device__name">{seen.name}</h2>
        {own && <span class="mark mark--brand">{d('own')}</span>}
        {!revoked && <Standing seen={seen} />}
      </div>
      <p class="device__place">{place(seen)}</p>
      <p class="device__facts">
        {revoked ? d('revoked', { time: moment(seen.revokedAt!) }) : when(seen)}
      </p>
      <p class="device__facts">
        {[
          seen.version && d('version', { version: seen.version }),
          d('enrolled', { time: moment(seen.enrolledAt) }),
        ]
          .filter(Boolean)
          .join(' · ')}
      </p>
      {!revoked && <Warnings seen={seen} />}
      {!revoked && !own && (
        <button type="button" class="button button--quiet device__stop" onClick={onStop}>
          <Icon name="lock" size={20} />
          {d('stop')}
        </button>
      )}
    </li>
  );
}

function when(seen: SeenDevice): string {
  if (seen.connected) return d('connected');
  return seen.seenAt === null ? d('seen_never') : d('seen', { time: moment(seen.seenAt) });
}

/** How much it lacks of the shop, and the shop of it. */
function Standing({ seen }: { seen: SeenDevice }) {
  const unsent = seen.unsent ?? 0;
  return (
    <>
      {seen.behind > 0 ? (
        <span class="mark mark--accent">{counted('behind', seen.behind)}</span>
      ) : (
        <span class="mark mark--brand">{d('up_to_date')}</span>
      )}
      {unsent > 0 && <span class="mark mark--accent">{counted('unsent', unsent)}</span>}
    </>
  );
}

function Warnings({ seen }: { seen: SeenDevice }) {
  const { clockMinutes } = seen;
  const clock = clockMinutes > 0 ? 'clock_ahead' : 'clock_behind';
  return (
    <>
      {clockMinutes !== 0 && (
        <p class="device__warning">
          <Icon name="clock" size={20} />
          {d(clock, { n: Math.abs(clockMinutes) })}
        </p>
      )}
      {!seen.signs && (
        <p class="device__warning">
          <Icon name="shield" size={20} />
          {d('unsigned')}
        </p>
      )}
    </>
  );
}

/** Without the hub: only what has come here. */
function Known({ known }: { known: KnownDevice }) {
  const heard =
    known.lastAt === null ? d('heard_never') : d('heard', { time: moment(known.lastAt) });
  const revoked = known.revokedAt !== null;
  return (
    <li class={revoked ? 'card device device--revoked' : 'card device'}>
      <div class="device__head">
        <h2 class="device__name">{known.name}</h2>
        {known.own && <span class="mark mark--brand">{d('own')}</span>}
      </div>
      <p class="device__place">{place(known)}</p>
      <p class="device__facts">
        {revoked ? d('revoked', { time: moment(known.revokedAt!) }) : !known.own && heard}
      </p>
    </li>
  );
}

const dayChoices = ['7', '15', '30', '60', '90'] as const;

/** How long a device may begin sales without the hub. */
function Alone() {
  const [days, setDays] = useState<number | null>(null);
  const show = (asked: Promise<{ days: number }>) =>
    void asked.then((answer) => setDays(answer.days), report);
  useEffect(() => show(client.call('organization.offline_days', {})), []);
  return (
    <section class="card">
      <div class="field">
        <h2 class="field__label">{d('alone')}</h2>
        <Segments
          label={d('alone')}
          chosen={String(days ?? '')}
          onChoose={(value) =>
            show(client.call('organization.set_offline_days', { days: Number(value) }))
          }
          options={dayChoices.map((value) => ({ value, content: d('days', { n: value }) }))}
        />
        <p class="printer__hint">{d('alone_hint')}</p>
      </div>
    </section>
  );
}

interface StopProps {
  seen: SeenDevice;
  onClose(): void;
  onStopped(): void;
}

function Stop({ seen, onClose, onStopped }: StopProps) {
  const [busy, setBusy] = useState(false);
  const stop = async () => {
    setBusy(true);
    try {
      await withApproval((approval) => revoke(seen.id, approval));
      notify(d('stop_done', { name: seen.name }));
      onStopped();
    } catch (error) {
      setBusy(false);
      if (asCoreError(error).code !== 'staff.approval_needed') report(error);
    }
  };
  return (
    <Dialog title={d('stop_title', { name: seen.name })} onClose={onClose}>
      <p>{d('stop_text')}</p>
      {(seen.unsent ?? 0) > 0 && (
        <p class="notice notice--accent">
          <Icon name="alert" />
          {d('stop_unsent', { n: seen.unsent! })}
        </p>
      )}
      <div class="dialog__actions">
        <button type="button" class="button button--roomy" onClick={onClose}>
          {d('keep')}
        </button>
        <button
          type="button"
          class="button button--danger button--roomy"
          disabled={busy}
          aria-busy={busy}
          onClick={() => void stop()}
        >
          {d('stop')}
        </button>
      </div>
    </Dialog>
  );
}

/** A place for the new device, then the code to let it in. */
function Add({ registers, onClose }: { registers: Place[]; onClose(): void }) {
  const [chosen, setChosen] = useState<Id | null>(registers.length === 1 ? registers[0]!.id : null);
  const [invitation, setInvitation] = useState<Invitation | null>(null);
  const [busy, setBusy] = useState(false);
  const show = async () => {
    setBusy(true);
    try {
      setInvitation(await withApproval((approval) => invite(chosen!, approval)));
    } catch (error) {
      if (asCoreError(error).code !== 'staff.approval_needed') report(error);
    }
    setBusy(false);
  };
  return (
    <Dialog title={d('add_title')} onClose={onClose}>
      {invitation ? (
        <Shown invitation={invitation} onAgain={() => setInvitation(null)} />
      ) : (
        <>
          <fieldset class="devices__places">
            <legend class="field__label">{d('add_where')}</legend>
            {registers.map((each) => (
              <label key={each.id} class="way">
                <input
                  type="radio"
                  name="register"
                  class="way__radio"
                  checked={chosen === each.id}
                  onChange={() => setChosen(each.id)}
                />
                <span>
                  {each.name}
                  <br />
                  <small>{each.branch}</small>
                </span>
              </label>
            ))}
          </fieldset>
          <button
            type="button"
            class="button button--main button--tall button--wide"
            disabled={chosen === null || busy}
            aria-busy={busy}
            onClick={() => void show()}
          >
            {d('add_show')}
          </button>
        </>
      )}
    </Dialog>
  );
}

function Shown({ invitation, onAgain }: { invitation: Invitation; onAgain(): void }) {
  return (
    <div class="invitation">
      <div
        class="invitation__qr"
        role="img"
        aria-label={invitation.address}
        dangerouslySetInnerHTML={{ __html: invitation.qr }}
      />
      <output class="invitation__code" aria-label={d('add_code')}>
        {invitation.code}
      </output>
      <p>{d('add_scan', { address: location.origin })}</p>
      <p class="printer__hint">{d('add_until', { time: timeOfDay(invitation.expiresAt) })}</p>
      <button type="button" class="button button--roomy" onClick={onAgain}>
        {d('add_again')}
      </button>
    </div>
  );
}
