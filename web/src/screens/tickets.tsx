import { useEffect, useState } from 'preact/hooks';
import { client } from '../core/client';
import type {
  Commands,
  Dec,
  TicketBoard,
  TicketEntry,
  TicketItem,
  TicketView,
} from '../core/commands';
import { decimal, moment, timeOfDay } from '../format';
import { tk } from '../i18n/tickets';
import { signalCode } from '../scan/sound';
import { connection } from '../state/connection';
import { report } from '../state/messages';
import { scanSound } from '../state/preferences';
import { go, route } from '../state/route';
import { presented, ticketsChanged } from '../state/tickets';
import { Icon } from '../ui/icon';
import { KeyLayer, useScanner } from '../ui/keys';
import { stepped } from '../ui/quantity';
import { Finder } from './scan';
import { TopBar } from './top_bar';
import './scan.css';
import './tickets.css';

type Scanned = Commands['tickets.scan']['response'];

/** What somebody showed at the bar, and what the core says of it. */
interface Shown {
  text: string;
  scanned: Scanned;
  /** The last of it was handed over here, just now: that is no refusal. */
  done: boolean;
}

/** QRT-2: scans or types a ticket, shows what is owed, hands it over. */
export default function Tickets() {
  const [shown, setShown] = useState<Shown | null>(null);
  const [board, setBoard] = useState<TicketBoard | null>(null);
  useEffect(() => {
    client.call('tickets.board', {}).then(setBoard, report);
  }, [ticketsChanged.value]);
  const look = async (text: string) => {
    try {
      const scanned = await client.call('tickets.scan', { text });
      signalCode(scanned.verdict === 'valid' ? 'good' : 'bad', scanSound.value === 'on');
      setShown({ text, scanned, done: false });
      if (route.value.detail !== null) go('tickets');
    } catch (error) {
      report(error);
    }
  };
  useScanner((code) => void look(code));
  useEffect(() => {
    if (presented.value === null) return;
    void look(presented.value);
    presented.value = null;
  }, [presented.value]);

  if (route.value.detail === 'scan')
    return (
      <div class="area">
        <TopBar />
        <main class="tickets__camera">
          <KeyLayer>
            <Finder onCode={({ text }) => void look(text)} />
          </KeyLayer>
        </main>
      </div>
    );
  return (
    <div class="area">
      <TopBar />
      <main class="tickets">
        <h1 class="sr-only">{tk('title')}</h1>
        <section class="tickets__desk" aria-label={tk('title')}>
          <Entry onCode={(code) => void look(code)} />
          {shown ? (
            <Result
              key={shown.scanned.code}
              shown={shown}
              onChanged={(ticket) =>
                setShown({
                  ...shown,
                  scanned: { ...shown.scanned, ticket },
                  done: ticket.state === 'delivered',
                })
              }
            />
          ) : (
            <div class="empty">
              <Icon name="ticket" size={56} />
              <p class="empty__title">{tk('aim')}</p>
            </div>
          )}
        </section>
        {board && <Lists board={board} onPick={(code) => void look(code)} />}
      </main>
    </div>
  );
}

function Entry({ onCode }: { onCode(code: string): void }) {
  const [text, setText] = useState('');
  return (
    <form
      class="tickets__entry"
      onSubmit={(event) => {
        event.preventDefault();
        const code = text.trim();
        setText('');
        if (code !== '') onCode(code);
      }}
    >
      <input
        class="input tickets__code"
        type="text"
        inputMode="text"
        autoComplete="off"
        autoCapitalize="characters"
        spellcheck={false}
        maxLength={2000}
        aria-label={tk('field')}
        placeholder={tk('field')}
        value={text}
        onInput={(event) => setText(event.currentTarget.value)}
      />
      <button type="submit" class="button button--tall" disabled={text.trim() === ''}>
        {tk('look')}
      </button>
      <button
        type="button"
        class="button button--main button--tall"
        onClick={() => go('tickets', 'scan')}
      >
        <Icon name="camera" />
        {tk('camera')}
      </button>
    </form>
  );
}

interface ResultProps {
  shown: Shown;
  onChanged(ticket: TicketView): void;
}

function Result({ shown: { text, scanned, done }, onChanged }: ResultProps) {
  const { verdict, ticket } = scanned;
  const good = verdict === 'valid';
  return (
    <article class="tickets__result" aria-label={tk('field')}>
      <div
        class={`tickets__verdict ${good ? 'tickets__verdict--good' : 'tickets__verdict--bad'}`}
        role="status"
      >
        <Icon name={good ? 'check' : 'alert'} size={34} />
        <span>
          <strong>{tk(done ? 'delivered_all' : `verdict.${verdict}`)}</strong>
          <span>{scanned.code}</span>
        </span>
      </div>
      {verdict === 'unknown' && <p class="notice">{tk('unknown_hint')}</p>}
      {good && !done && connection.value?.online === false && (
        <p class="notice notice--accent" role="alert">
          <Icon name="offline" size={22} />
          {tk('offline')}
        </p>
      )}
      {ticket && <Facts ticket={ticket} />}
      {ticket && good && !done && <Owed ticket={ticket} text={text} onChanged={onChanged} />}
      {ticket && ticket.handed.length > 0 && <History ticket={ticket} />}
    </article>
  );
}

function Facts({ ticket }: { ticket: TicketView }) {
  return (
    <p class="tickets__facts">
      {ticket.number === null
        ? tk('unseen')
        : tk('sold', { number: ticket.number, time: moment(ticket.at) })}
      {ticket.until !== null && ` · ${tk('until', { time: moment(ticket.until) })}`}
    </p>
  );
}

interface OwedProps {
  ticket: TicketView;
  text: string;
  onChanged(ticket: TicketView): void;
}

function Owed({ ticket, text, onChanged }: OwedProps) {
  const owed = ticket.items.filter((item) => item.owed !== '0');
  const [chosen, setChosen] = useState<Record<number, Dec>>({});
  const [busy, setBusy] = useState(false);
  const some = owed.some(({ item }) => (chosen[item] ?? '0') !== '0');
  const redeem = async () => {
    setBusy(true);
    const items = owed.map(({ item }) => ({ item, quantity: chosen[item] ?? '0' }));
    try {
      const redemption = crypto.randomUUID();
      const after = await client.call('tickets.redeem', {
        text,
        redemption,
        ...(some ? { items } : {}),
      });
      setChosen({});
      onChanged(after);
    } catch (error) {
      report(error);
    } finally {
      setBusy(false);
    }
  };
  return (
    <>
      <ul class="tickets__items">
        {owed.map((item) => (
          <OwedItem
            key={item.item}
            item={item}
            chosen={chosen[item.item] ?? '0'}
            onChoose={(quantity) => setChosen({ ...chosen, [item.item]: quantity })}
          />
        ))}
      </ul>
      <button
        type="button"
        class="button button--main button--tall button--wide tickets__deliver"
        disabled={busy}
        aria-busy={busy}
        onClick={() => void redeem()}
      >
        <Icon name="check" size={28} />
        {tk(some ? 'deliver' : 'deliver_all')}
      </button>
    </>
  );
}

interface OwedItemProps {
  item: TicketItem;
  chosen: Dec;
  onChoose(quantity: Dec): void;
}

function OwedItem({ item, chosen, onChoose }: OwedItemProps) {
  const whole = /^\d+$/.test(item.owed);
  const more = chosen === item.owed ? null : chosen === '0' ? '1' : stepped(chosen, 1);
  return (
    <li class="tickets__item">
      <span class="tickets__quantity">{decimal(item.owed)}</span>
      <span class="tickets__name">
        {item.name}
        <span class="tickets__facts">
          {tk('of', { n: decimal(item.quantity) })}
          {item.refunded !== '0' && ` · ${tk('came_back', { n: decimal(item.refunded) })}`}
        </span>
      </span>
      {whole && item.owed !== '1' && (
        <span class="tickets__steps">
          <button
            type="button"
            class="button button--icon"
            aria-label={tk('less', { name: item.name })}
            disabled={chosen === '0'}
            onClick={() => onChoose(stepped(chosen, -1) ?? '0')}
          >
            <Icon name="minus" />
          </button>
          <output class="tickets__chosen">{decimal(chosen)}</output>
          <button
            type="button"
            class="button button--icon"
            aria-label={tk('more', { name: item.name })}
            disabled={more === null}
            onClick={() => more !== null && onChoose(more)}
          >
            <Icon name="plus" />
          </button>
        </span>
      )}
    </li>
  );
}

function History({ ticket }: { ticket: TicketView }) {
  return (
    <section aria-label={tk('history')}>
      <h2 class="tickets__title">{tk('history')}</h2>
      <ul class="tickets__log">
        {ticket.handed.map((handed, at) => (
          <li key={at}>
            <time>{timeOfDay(handed.at)}</time>
            <span>
              {decimal(handed.quantity)} × {handed.name}
              <span class="tickets__facts">
                {handed.person} · {handed.device}
              </span>
            </span>
            {!handed.counts && <span class="mark mark--danger">{tk('twice')}</span>}
          </li>
        ))}
      </ul>
    </section>
  );
}

function Lists({ board, onPick }: { board: TicketBoard; onPick(code: string): void }) {
  return (
    <aside class="tickets__lists">
      <section aria-label={tk('open')}>
        <h2 class="tickets__title">
          {tk('open')} {board.open.length > 0 && <span class="mark">{board.open.length}</span>}
        </h2>
        {board.open.length === 0 && <p class="tickets__facts">{tk('open_none')}</p>}
        <div class="tickets__open">
          {board.open.map(({ code, at, words, state }) => (
            <button
              key={code}
              type="button"
              class="button tickets__one"
              onClick={() => onPick(code)}
            >
              <strong>{code}</strong>
              <span class="tickets__facts">
                {timeOfDay(at)} · {words}
              </span>
              {state === 'partial' && <span class="mark mark--accent">…</span>}
            </button>
          ))}
        </div>
      </section>
      <section aria-label={tk('log')}>
        <h2 class="tickets__title">
          {tk('log')}{' '}
          {board.attempts > 0 && (
            <span class="mark mark--danger">{tk('attempts', { n: board.attempts })}</span>
          )}
        </h2>
        {board.entries.length === 0 && <p class="tickets__facts">{tk('log_none')}</p>}
        <ul class="tickets__log">
          {board.entries.map((entry, at) => (
            <LogEntry key={at} entry={entry} />
          ))}
        </ul>
      </section>
    </aside>
  );
}

function LogEntry({ entry }: { entry: TicketEntry }) {
  const bad = entry.verdict !== 'valid' && entry.verdict !== 'delivered';
  return (
    <li>
      <time>{timeOfDay(entry.at)}</time>
      <span>
        {entry.code}
        {entry.words !== '' && ` · ${entry.words}`}
        <span class="tickets__facts">
          {entry.person} · {entry.device}
        </span>
      </span>
      <span class={`mark ${bad ? 'mark--danger' : entry.verdict === 'valid' ? '' : 'mark--brand'}`}>
        {tk(`verdict.${entry.verdict as Scanned['verdict'] | 'delivered'}`)}
      </span>
    </li>
  );
}
