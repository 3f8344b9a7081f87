import { useEffect, useRef, useState } from 'preact/hooks';
import { client } from '../core/client';
import type { Commands, KitchenItem, KitchenTicket, StationView } from '../core/commands';
import { decimal, minutesAndSeconds, timeOfDay } from '../format';
import { to } from '../i18n/orders';
import { chime } from '../scan/sound';
import { ordersChanged } from '../state/floor';
import { report } from '../state/messages';
import {
  kitchenLarge,
  kitchenSound,
  switchKitchenLarge,
  switchKitchenSound,
} from '../state/preferences';
import { setStage } from '../state/orders';
import { go, route } from '../state/route';
import { useNow } from '../ui/clock';
import { Dialog } from '../ui/dialog';
import { Icon, type IconName } from '../ui/icon';
import { lazy } from '../ui/lazy';
import { Segments } from '../ui/segments';
import { TopBar } from './top_bar';
import './kitchen.css';

type Queue = Commands['kitchen.queue']['response'];
const EVERYWHERE = 'all';
const PRINTING = 'printing';
const PrintBoard = lazy(() => import('./print_board'));

/** KIT-1: what is to be prepared, the longest waiting first, readable from across the kitchen. */
export default function Kitchen() {
  return route.value.detail === PRINTING ? <PrintBoard /> : <Tickets />;
}

function Tickets() {
  const [queue, setQueue] = useState<Queue | null>(null);
  const [open, setOpen] = useState<'done' | 'all_day' | null>(null);
  const now = useNow(true);
  const announce = useAnnouncement();
  const station = route.value.area === 'kitchen' ? route.value.detail : null;
  useEffect(() => {
    let stale = false;
    client.call('kitchen.queue', station === null ? {} : { station }).then((answer) => {
      if (stale) return;
      setQueue(answer);
      announce(answer.tickets);
    }, report);
    return () => {
      stale = true;
    };
  }, [station, ordersChanged.value]);

  const shown = queue?.stations.find(({ id }) => id === station);
  return (
    <div class="area">
      <TopBar />
      <main class={kitchenLarge.value === 'on' ? 'kitchen kitchen--large' : 'kitchen'}>
        <h1 class="sr-only">{to('kitchen')}</h1>
        <header class="kitchen__head">
          {queue && (
            <Segments
              label={to('kitchen')}
              chosen={station ?? EVERYWHERE}
              onChoose={(id) => go('kitchen', id === EVERYWHERE ? null : id)}
              options={[
                { value: EVERYWHERE, content: to('all_stations') },
                ...queue.stations.map(({ id, name, open: waiting }) => ({
                  value: id,
                  content: waiting > 0 ? `${name} · ${waiting}` : name,
                })),
              ]}
            />
          )}
          {shown?.average != null && (
            <span class="kitchen__average">
              <Icon name="clock" size={20} />
              {to('average', { time: minutesAndSeconds(shown.average) })}
            </span>
          )}
          <Toggle
            on={kitchenSound.value === 'on'}
            icon={kitchenSound.value === 'on' ? 'sound' : 'mute'}
            label={to('sound')}
            onToggle={switchKitchenSound}
          />
          <Toggle
            on={kitchenLarge.value === 'on'}
            icon="search"
            label={to('large')}
            onToggle={switchKitchenLarge}
          />
          <button type="button" class="button" onClick={() => go('kitchen', PRINTING)}>
            <Icon name="printer" size={20} />
            {to('printing')}
          </button>
          <button type="button" class="button" onClick={() => setOpen('all_day')}>
            {to('all_day')}
          </button>
          <button type="button" class="button" onClick={() => setOpen('done')}>
            <Icon name="update" size={20} />
            {to('done')}
          </button>
        </header>
        {queue && queue.tickets.length === 0 && (
          <div class="empty" role="status">
            <Icon name="check" size={64} />
            <p class="empty__title">{to('nothing')}</p>
            <p>{to('nothing_text')}</p>
          </div>
        )}
        <section class="kitchen__tickets" aria-label={to('kitchen')}>
          {queue?.tickets.map((ticket) => (
            <Ticket
              key={`${ticket.tab}${ticket.station}${ticket.firedAt}`}
              ticket={ticket}
              station={queue.stations.find(({ id }) => id === ticket.station)}
              now={now}
            />
          ))}
        </section>
      </main>
      {open === 'all_day' && queue && <Counts queue={queue} onClose={() => setOpen(null)} />}
      {open === 'done' && queue && <Done tickets={queue.done} onClose={() => setOpen(null)} />}
    </div>
  );
}

/** Sounds when a ticket is there that was not seen before; what is there at first is not new. */
function useAnnouncement(): (tickets: KitchenTicket[]) => void {
  const seen = useRef<Set<string> | null>(null);
  return (tickets) => {
    const keys = tickets.map(({ tab, station, firedAt }) => `${tab}${station}${firedAt}`);
    const known = seen.current;
    seen.current = new Set([...(known ?? []), ...keys]);
    if (known && kitchenSound.value === 'on' && keys.some((key) => !known.has(key))) chime();
  };
}

interface ToggleProps {
  on: boolean;
  icon: IconName;
  label: string;
  onToggle(): void;
}

function Toggle({ on, icon, label, onToggle }: ToggleProps) {
  return (
    <button
      type="button"
      class="button button--quiet button--icon kitchen__toggle"
      aria-pressed={on}
      aria-label={label}
      title={label}
      onClick={onToggle}
    >
      <Icon name={icon} size={22} />
    </button>
  );
}

interface TicketProps {
  ticket: KitchenTicket;
  station: StationView | undefined;
  now: number;
}

/** How long it waits, as the station counts it. */
function urgency(minutes: number, station: StationView | undefined): 'new' | 'warn' | 'late' {
  if (station && station.late > 0 && minutes >= station.late) return 'late';
  if (station && station.warn > 0 && minutes >= station.warn) return 'warn';
  return 'new';
}

function Ticket({ ticket, station, now }: TicketProps) {
  const seconds = Math.max(0, Math.floor((now - ticket.firedAt / 1000) / 1000));
  const begun = ticket.stage === 'preparing';
  const gone = ticket.items.every(({ voided }) => voided);
  return (
    <article
      class={`ticket ticket--${urgency(seconds / 60, station)} ${begun ? 'ticket--begun' : ''}`}
      aria-label={`${ticket.title || ticket.number} ${ticket.number}`}
    >
      <header class="ticket__head">
        <span class="ticket__words">
          <strong class="ticket__title">{ticket.title || to(`type.${ticket.type}`)}</strong>
          <span>
            {ticket.number} · {ticket.waiter}
            {ticket.type !== 'dine_in' && ` · ${to(`type.${ticket.type}`)}`}
          </span>
        </span>
        <time class="ticket__age">{minutesAndSeconds(seconds)}</time>
      </header>
      <ul class="ticket__items">
        {ticket.items.map((item) => (
          <Item key={item.lines[0]} item={item} />
        ))}
      </ul>
      <footer class="ticket__foot">
        {!begun && !gone && (
          <button
            type="button"
            class="button button--tall"
            onClick={() => void setStage(ticket.lines, 'preparing')}
          >
            {to('start')}
          </button>
        )}
        <button
          type="button"
          class="button button--main button--tall ticket__bump"
          onClick={() => void setStage(ticket.lines, 'ready')}
        >
          <Icon name="check" size={28} />
          {to(gone ? 'dismiss' : 'bump')}
        </button>
      </footer>
    </article>
  );
}

function Item({ item }: { item: KitchenItem }) {
  const facts = [
    item.course > 0 && to('course_n', { n: item.course }),
    item.seat > 0 && to('seat_n', { n: item.seat }),
  ].filter(Boolean);
  return (
    <li class={item.voided ? 'ticket__item ticket__item--voided' : 'ticket__item'}>
      <span class="ticket__quantity">{decimal(item.quantity)}</span>
      <span class="ticket__name">
        {item.name}
        {item.modifiers.length > 0 && (
          <span class="ticket__choices">{item.modifiers.join(', ')}</span>
        )}
        {item.note !== null && <span class="ticket__note">{item.note}</span>}
        {facts.length > 0 && <span class="ticket__facts">{facts.join(' · ')}</span>}
        {item.voided && <span class="mark mark--danger">{to('voided')}</span>}
      </span>
    </li>
  );
}

/** How much of everything is wanted, and how long the stations take. */
function Counts({ queue, onClose }: { queue: Queue; onClose(): void }) {
  const timed = queue.stations.filter(({ average }) => average !== null);
  return (
    <Dialog title={to('all_day')} onClose={onClose}>
      {queue.allDay.length === 0 ? (
        <p>{to('nothing')}</p>
      ) : (
        <dl class="facts kitchen__counts">
          {queue.allDay.map(({ name, quantity }) => [
            <dt key={name}>{name}</dt>,
            <dd key={`${name} `}>{decimal(quantity)}</dd>,
          ])}
        </dl>
      )}
      {timed.length > 0 && (
        <>
          <h3 class="card__title kitchen__subtitle">{to('times')}</h3>
          <dl class="facts kitchen__counts">
            {timed.map(({ id, name, average }) => [
              <dt key={id}>{name}</dt>,
              <dd key={`${id} `}>{minutesAndSeconds(average ?? 0)}</dd>,
            ])}
          </dl>
        </>
      )}
    </Dialog>
  );
}

function Done({ tickets, onClose }: { tickets: KitchenTicket[]; onClose(): void }) {
  return (
    <Dialog title={to('done')} onClose={onClose}>
      {tickets.length === 0 ? (
        <p>{to('done_none')}</p>
      ) : (
        <ul class="kitchen__done">
          {tickets.map((ticket) => (
            <li key={`${ticket.tab}${ticket.firedAt}`}>
              <span class="ticket__words">
                <strong>
                  {ticket.title || to(`type.${ticket.type}`)} · {ticket.number}
                </strong>
                <span>
                  {ticket.readyAt !== null && `${timeOfDay(ticket.readyAt)} · `}
                  {ticket.items.map((each) => `${decimal(each.quantity)} ${each.name}`).join(', ')}
                </span>
              </span>
              <button
                type="button"
                class="button"
                onClick={() => {
                  onClose();
                  void setStage(ticket.lines, 'preparing', true);
                }}
              >
                {to('recall')}
              </button>
            </li>
          ))}
        </ul>
      )}
    </Dialog>
  );
}
