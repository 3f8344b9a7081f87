import { useEffect, useState } from 'preact/hooks';
import { client } from '../core/client';
import type { Commands, LiveOrders, StationView, TabView } from '../core/commands';
import { minutesAndSeconds } from '../format';
import { tr } from '../i18n/reports';
import { ordersChanged } from '../state/floor';
import { reportReading } from '../state/session';
import { receiptsChanged } from '../state/start';
import { useNow } from '../ui/clock';
import { Money } from '../ui/money';
import { minutesSince } from './tab_button';
import './live.css';

type LiveView = Commands['reports.live']['response'];
/** Ages grow although nothing happens. */
const AGAIN_MS = 30_000;

/** REP-3: the shop at this moment, for whoever is not in it. */
export default function Live() {
  const [live, setLive] = useState<LiveView | null>(null);
  const [round, setRound] = useState(0);
  const now = useNow(true);
  useEffect(() => {
    const timer = setInterval(() => setRound((each) => each + 1), AGAIN_MS);
    return () => clearInterval(timer);
  }, []);
  useEffect(() => {
    client.call('reports.live', {}).then(setLive, reportReading);
  }, [ordersChanged.value, receiptsChanged.value, round]);
  if (!live) return <div class="live" aria-busy="true" />;
  return (
    <div class="live">
      <section class="card live__today">
        <h2 class="card__title">{tr('live_today')}</h2>
        <strong class="live__sum">
          <Money minor={live.today.sales} />
        </strong>
        <span>{tr('live_receipts', { n: live.today.receipts })}</span>
      </section>
      <section class="card">
        <h2 class="card__title">{tr('live_orders')}</h2>
        {live.orders.length === 0 && <p class="live__hint">{tr('live_orders_none')}</p>}
        {live.orders.map((each) => (
          <Type key={each.type} orders={each} />
        ))}
      </section>
      {live.stations.length > 0 && (
        <section class="card">
          <h2 class="card__title">{tr('live_stations')}</h2>
          {live.stations.map((station) => (
            <Station key={station.id} station={station} now={now} />
          ))}
        </section>
      )}
      {live.travelling + live.troubled > 0 && (
        <section class="card">
          <h2 class="card__title">{tr('live_couriers')}</h2>
          <p class="live__marks">
            <span class="mark mark--brand">{tr('live_travelling', { n: live.travelling })}</span>
            {live.troubled > 0 && (
              <span class="mark mark--danger">{tr('live_troubled', { n: live.troubled })}</span>
            )}
          </p>
        </section>
      )}
      {live.attempts > 0 && (
        <section class="card">
          <h2 class="card__title">{tr('live_attempts')}</h2>
          <strong class="live__sum live__sum--danger">{live.attempts}</strong>
        </section>
      )}
      {live.oldest.length > 0 && (
        <section class="card">
          <h2 class="card__title">{tr('live_oldest')}</h2>
          {live.oldest.map((tab) => (
            <Oldest key={tab.id} tab={tab} now={now} />
          ))}
        </section>
      )}
    </div>
  );
}

function Type({ orders }: { orders: LiveOrders }) {
  const marks = [
    orders.unsent > 0 && { look: 'mark--accent', text: tr('live_unsent', { n: orders.unsent }) },
    orders.cooking > 0 && { look: '', text: tr('live_cooking', { n: orders.cooking }) },
    orders.ready > 0 && { look: 'mark--brand', text: tr('live_ready', { n: orders.ready }) },
    orders.paid > 0 && { look: '', text: tr('live_paid', { n: orders.paid }) },
  ].filter((each) => each !== false);
  return (
    <div class="live__row">
      <span class="live__count">{orders.open}</span>
      <span class="live__words">
        <strong>{tr(`live.${orders.type}`)}</strong>
        <span class="live__marks">
          {marks.map(({ look, text }) => (
            <span key={text} class={`mark ${look}`}>
              {text}
            </span>
          ))}
        </span>
      </span>
      <Money minor={orders.due} />
    </div>
  );
}

function Station({ station, now }: { station: StationView; now: number }) {
  return (
    <div class="live__row">
      <span class={`live__count ${station.overdue > 0 ? 'live__count--late' : ''}`}>
        {station.open}
      </span>
      <span class="live__words">
        <strong>{station.name}</strong>
        <span class="live__hint">
          {station.oldest === null
            ? tr('live_nothing')
            : tr('live_longest', { n: minutesSince(station.oldest, now) })}
          {station.average !== null &&
            ` · ${tr('live_average', { time: minutesAndSeconds(station.average) })}`}
        </span>
      </span>
      {station.overdue > 0 && (
        <span class="mark mark--danger">{tr('live_late', { n: station.overdue })}</span>
      )}
    </div>
  );
}

function Oldest({ tab, now }: { tab: TabView; now: number }) {
  return (
    <div class="live__row">
      <span class="live__age">{tr('live_minutes', { n: minutesSince(tab.openedAt, now) })}</span>
      <span class="live__words">
        <strong>{tab.tableName || tab.name || tab.number}</strong>
        <span class="live__hint">
          {tab.number} · {tab.waiterName}
        </span>
      </span>
      <Money minor={tab.due} />
    </div>
  );
}
