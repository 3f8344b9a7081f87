import type { TabView } from '../core/commands';
import { to } from '../i18n/orders';
import { go } from '../state/route';
import { Money } from '../ui/money';

export const minutesSince = (at: number, now: number) =>
  Math.max(0, Math.floor((now - at / 1000) / 60_000));

/** What most wants a waiter is said first: ready, then what was not sent, then what is cooking. */
export function stateOf(here: TabView[]): 'free' | 'ready' | 'unsent' | 'open' | 'paid' {
  if (here.length === 0) return 'free';
  if (here.some(({ ready }) => ready > 0)) return 'ready';
  if (here.some(({ unsent }) => unsent > 0)) return 'unsent';
  return here.every(({ due, total }) => due === 0 && total > 0) ? 'paid' : 'open';
}

/** The one thing that somebody should know of a tab. */
export function TabState({ tab }: { tab: TabView }) {
  const said =
    tab.ready > 0
      ? to('ready', { n: tab.ready })
      : tab.unsent > 0
        ? to('unsent', { n: tab.unsent })
        : tab.cooking > 0
          ? to('cooking', { n: tab.cooking })
          : null;
  return said && <> · {said}</>;
}

/** A tab in a list. */
export function TabButton({ tab, now }: { tab: TabView; now: number }) {
  return (
    <button
      type="button"
      class={`button tab-button tab-button--${stateOf([tab])}`}
      onClick={() => go('floor', tab.id)}
    >
      <span class="tab-button__words">
        <strong>{tab.name || tab.number}</strong>
        <span>
          {to(`type.${tab.type}`)} · {tab.number} ·{' '}
          {to('minutes', { n: minutesSince(tab.openedAt, now) })}
          <TabState tab={tab} />
          {tab.journey !== null && ` · ${to(`journey.${tab.journey}`)} ${tab.courierName}`}
        </span>
      </span>
      {tab.due === 0 && tab.total > 0 ? (
        <span class="mark mark--brand">{to('all_paid')}</span>
      ) : (
        <Money minor={tab.due} />
      )}
    </button>
  );
}
