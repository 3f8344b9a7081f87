import { useEffect, useState } from 'preact/hooks';
import { client } from '../core/client';
import type { GuestCall, GuestInvitation, GuestOrder, TabView } from '../core/commands';
import { decimal } from '../format';
import { tg } from '../i18n/guests';
import { acceptOrder, answerCall, declineOrder, guestsWaiting, newsOf } from '../state/guests';
import { report } from '../state/messages';
import { go } from '../state/route';
import { useNow } from '../ui/clock';
import { Dialog } from '../ui/dialog';
import { Icon } from '../ui/icon';
import { WordDialog } from './order';
import './guests.css';

const WORD_READ_AGAIN_MS = 20_000;

/** Orders that guests want accepted, and calls, the longest waiting first. */
export function GuestsWaiting() {
  const waiting = guestsWaiting.value;
  const now = useNow(true);
  const all = [...(waiting?.calls ?? []), ...(waiting?.orders ?? [])].sort((a, b) => a.at - b.at);
  if (all.length === 0) return null;
  return (
    <section class="guests" aria-label={tg('waiting')}>
      <h2 class="floor__title">{tg('waiting')}</h2>
      <div class="guests__cards">
        {all.map((each) =>
          'what' in each ? (
            <CallCard key={each.id} call={each} now={now} />
          ) : (
            <OrderCard key={each.id} order={each} now={now} />
          ),
        )}
      </div>
    </section>
  );
}

const age = (at: number, now: number) =>
  tg('minutes', { n: Math.max(0, Math.floor((now - at / 1000) / 60_000)) });

function CallCard({ call, now }: { call: GuestCall; now: number }) {
  return (
    <article class="guests__card" aria-label={newsOf(call)}>
      <button type="button" class="guests__head" onClick={() => go('floor', call.tab)}>
        <strong>{newsOf(call)}</strong>
        <span class="guests__facts">{age(call.at, now)}</span>
      </button>
      <button
        type="button"
        class="button button--main button--roomy"
        onClick={() => void answerCall(call.id)}
      >
        <Icon name="check" />
        {tg('answer')}
      </button>
    </article>
  );
}

function OrderCard({ order, now }: { order: GuestOrder; now: number }) {
  const [declining, setDeclining] = useState(false);
  return (
    <article class="guests__card" aria-label={newsOf(order)}>
      <button type="button" class="guests__head" onClick={() => go('floor', order.tab)}>
        <strong>{newsOf(order)}</strong>
        <span class="guests__facts">
          {age(order.at, now)}
          {order.guest !== '' && ` · ${tg('by', { name: order.guest })}`}
        </span>
      </button>
      <ul class="guests__lines">
        {order.lines.map((line) => (
          <li key={line.id}>
            {decimal(line.quantity)} × {line.name}
            {[line.wishes, line.note].some(Boolean) && (
              <span class="guests__facts">
                {' '}
                {[line.wishes, line.note].filter(Boolean).join(' · ')}
              </span>
            )}
          </li>
        ))}
      </ul>
      <div class="guests__buttons">
        <button type="button" class="button button--roomy" onClick={() => setDeclining(true)}>
          {tg('decline')}
        </button>
        <button
          type="button"
          class="button button--main button--roomy"
          onClick={() => void acceptOrder(order.id)}
        >
          <Icon name="check" />
          {tg('accept')}
        </button>
      </div>
      {declining && (
        <WordDialog
          title={tg('decline_title')}
          label={tg('reason')}
          hint={tg('reason_hint')}
          submit={tg('decline')}
          danger
          onSubmit={(reason) => void declineOrder(order.id, reason)}
          onClose={() => setDeclining(false)}
        />
      )}
    </article>
  );
}

/** What a table wants, on the plan; null when it wants nothing. */
export function tableWish(table: string): string | null {
  const waiting = guestsWaiting.value;
  const call = waiting?.calls.find((each) => each.table === table);
  if (call) return tg(`wants.${call.what}`);
  return waiting?.orders.some((each) => each.table === table) ? tg('wants') : null;
}

/** The visit's word, and the code that carries it. It changes while it is looked at. */
export function InviteDialog({ tab, onClose }: { tab: TabView; onClose(): void }) {
  const [invitation, setInvitation] = useState<GuestInvitation | null>(null);
  useEffect(() => {
    const read = () =>
      client.call('guests.invite', { tab: tab.id }).then(setInvitation, (error) => {
        report(error);
        onClose();
      });
    void read();
    const timer = setInterval(() => void read(), WORD_READ_AGAIN_MS);
    return () => clearInterval(timer);
  }, [tab.id]);
  return (
    <Dialog title={tg('invite')} small onClose={onClose}>
      <div class="sheet guests__invite" aria-busy={invitation === null}>
        {invitation && (
          <>
            <p>{tg('invite_text')}</p>
            {invitation.qr !== '' && (
              <div class="guests__qr" dangerouslySetInnerHTML={{ __html: invitation.qr }} />
            )}
            <p class="guests__word">
              <span class="sr-only">{tg('word')} </span>
              {invitation.word}
            </p>
            <p class="guests__facts">{tg('word_life')}</p>
          </>
        )}
      </div>
    </Dialog>
  );
}
