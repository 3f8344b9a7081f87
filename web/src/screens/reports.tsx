import { useEffect, useState } from 'preact/hooks';
import { client } from '../core/client';
import type { Commands, Method, ReceiptSummary, ReportRow, ReportSummary } from '../core/commands';
import { calendarDay, decimal, moment, money, percent } from '../format';
import { named } from '../i18n';
import { tr } from '../i18n/reports';
import { connection } from '../state/connection';
import { notify, report } from '../state/messages';
import { go, goUp, route } from '../state/route';
import { may } from '../state/session';
import { receiptsChanged } from '../state/start';
import { Dialog } from '../ui/dialog';
import { save } from '../ui/download';
import { Icon } from '../ui/icon';
import { useKey } from '../ui/keys';
import { lazy } from '../ui/lazy';
import { Money } from '../ui/money';
import { Segments } from '../ui/segments';
import { TopBar } from './top_bar';
import './receipts.css';
import './register.css';
import './reports.css';

export type Period = Commands['reports.sales']['request']['period'];
type Range = Period['range'];
type By = Commands['reports.sales']['request']['by'];

const Activity = lazy(() => import('./activity'));
const Live = lazy(() => import('./live'));
const Margins = lazy(() => import('./margins'));

type Tab = 'live' | 'sales' | 'margins' | 'activity';
const tabs = ['live', 'sales', 'margins', 'activity'] as const satisfies Tab[];
const ranges = ['today', 'yesterday', 'week', 'month', 'dates'] as const satisfies Range[];
const dimensions = [
  'product',
  'category',
  'hour',
  'day',
  'person',
  'method',
  'register',
  'branch',
  'tax',
] as const satisfies By[];
const methods: readonly Method[] = ['cash', 'card', 'transfer', 'voucher'];
const MOST_ROWS = 100;
const PAGE = 50;

/** What was sold, and who did what. */
export default function Reports() {
  const tab = tabs.find((each) => each === route.value.detail) ?? 'sales';
  useKey('Escape', goUp);
  return (
    <div class="area">
      <TopBar />
      <main class={tab === 'activity' ? 'area__main reports-area--full' : 'area__main'}>
        <h1 class="sr-only">{tr('title')}</h1>
        <div class="reports__tabs">
          <Segments<Tab>
            label={tr('title')}
            chosen={tab}
            onChoose={(chosen) => go('reports', chosen === 'sales' ? null : chosen)}
            options={tabs
              .filter((value) => value !== 'activity' || may('see_audit'))
              .map((value) => ({ value, content: tr(value) }))}
          />
        </div>
        <Shown tab={tab} />
      </main>
    </div>
  );
}

function Shown({ tab }: { tab: Tab }) {
  if (tab === 'live') return <Live />;
  if (tab === 'activity') return <Activity />;
  return tab === 'margins' ? <Margins /> : <Sales />;
}

/** What was sold, as this device knows it; the core answers with sums, shares and files. */
function Sales() {
  const [period, setPeriod] = useState<Period>({ range: 'today' });
  const [by, setBy] = useState<By>('product');
  const [opened, setOpened] = useState<ReportRow | null>(null);
  const summary = useSummary(period);
  const oneDay = summary !== null && summary.from === summary.to;
  const time = useRows(summary && period, oneDay ? 'hour' : 'day');
  const table = useRows(period, by);

  return (
    <div class="reports">
      <ChoosePeriod period={period} onChoose={setPeriod} />
      <Offline />
      {summary && <Figures summary={summary} />}
      {summary && summary.totals.receipts + summary.totals.refundCount === 0 ? (
        <div class="empty">
          <Icon name="chart" size={44} />
          <p class="empty__title">{tr('none')}</p>
          <p>{tr('none_text')}</p>
        </div>
      ) : (
        <>
          {time && time.rows.length > 1 && (
            <Columns rows={time.rows} by={oneDay ? 'hour' : 'day'} />
          )}
          <section class="card reports__table">
            <header class="reports__head">
              <label class="reports__by">
                <span class="field__label">{tr('by')}</span>
                <select
                  class="input"
                  value={by}
                  onChange={(event) => setBy(event.currentTarget.value as By)}
                >
                  {dimensions.map((each) => (
                    <option key={each} value={each}>
                      {tr(`by.${each}`)}
                    </option>
                  ))}
                </select>
              </label>
              <Export period={period} by={by} />
            </header>
            {table ? (
              <Table rows={table.rows} by={by} onOpen={setOpened} />
            ) : (
              <div class="skeleton reports__loading" aria-busy="true" />
            )}
            {table && table.total > table.rows.length && (
              <p class="field__hint">
                {tr('more_rows', { n: table.rows.length, total: table.total })}
              </p>
            )}
          </section>
        </>
      )}
      {opened && <Behind period={period} by={by} row={opened} onClose={() => setOpened(null)} />}
    </div>
  );
}

/** Dates that are not complete yet ask for nothing. */
export function isComplete({ range, from, to }: Period): boolean {
  return range !== 'dates' || Boolean(from && to && from <= to);
}

function useSummary(period: Period): ReportSummary | null {
  const [summary, setSummary] = useState<ReportSummary | null>(null);
  useEffect(() => {
    let wanted = isComplete(period);
    if (wanted)
      client.call('reports.summary', period).then((answer) => wanted && setSummary(answer), report);
    return () => (wanted = false);
  }, [period, receiptsChanged.value]);
  return summary;
}

type Rows = Commands['reports.sales']['response'];

function useRows(period: Period | null, by: By): Rows | null {
  const [shown, setShown] = useState<{ by: By; rows: Rows } | null>(null);
  useEffect(() => {
    let wanted = period !== null && isComplete(period);
    if (wanted)
      client
        .call('reports.sales', { period: period!, by, limit: MOST_ROWS })
        .then((rows) => wanted && setShown({ by, rows }), report);
    return () => (wanted = false);
  }, [period, by, receiptsChanged.value]);
  return shown?.by === by ? shown.rows : null;
}

export function ChoosePeriod({
  period,
  onChoose,
}: {
  period: Period;
  onChoose(period: Period): void;
}) {
  const date = (field: 'from' | 'to') => (
    <label class="field reports__date">
      <span class="field__label">{tr(field)}</span>
      <input
        class="input"
        type="date"
        value={period[field] ?? ''}
        onInput={(event) => onChoose({ ...period, [field]: event.currentTarget.value })}
      />
    </label>
  );
  return (
    <div class="reports__period">
      <Segments<Range>
        label={tr('period')}
        chosen={period.range}
        onChoose={(range) => onChoose(range === 'dates' ? { ...period, range } : { range })}
        options={ranges.map((value) => ({ value, content: tr(value) }))}
      />
      {period.range === 'dates' && (
        <div class="reports__dates">
          {date('from')}
          {date('to')}
        </div>
      )}
    </div>
  );
}

/** What others sold is not here while there is no network. */
export function Offline() {
  const status = connection.value;
  if (!status || status.online) return null;
  const time = status.lastContact === null ? '—' : moment(status.lastContact);
  return (
    <p class="notice notice--accent">
      <Icon name="offline" />
      <span>{tr('waiting', { time })}</span>
    </p>
  );
}

function Figures({ summary }: { summary: ReportSummary }) {
  const { totals, previous, change } = summary;
  const before = {
    amount: money(previous.sales),
    from: calendarDay(summary.previousFrom),
    to: calendarDay(summary.previousTo),
  };
  return (
    <dl class="figures reports__figures">
      <div>
        <dt>{tr('sales')}</dt>
        <dd>
          <Money minor={totals.sales} />
        </dd>
        <dd class="figures__note">
          {change !== null && <Change tenths={change} />}{' '}
          {tr(summary.previousFrom === summary.previousTo ? 'before_day' : 'before', before)}
        </dd>
      </div>
      <div>
        <dt>{tr('receipts')}</dt>
        <dd>{totals.receipts}</dd>
        <dd class="figures__note">
          {tr('average')} {money(totals.average)}
        </dd>
      </div>
      <div>
        <dt>{tr('refunds')}</dt>
        <dd>
          <Money minor={totals.refunds} />
        </dd>
        <dd class="figures__note">{tr('refund_count', { n: totals.refundCount })}</dd>
      </div>
      <div>
        <dt>{tr('taxes')}</dt>
        <dd>
          <Money minor={totals.tax} />
        </dd>
        <dd class="figures__note">
          {tr('discounts')} {money(totals.discounts)} · {tr('tips')} {money(totals.tips)}
        </dd>
      </div>
    </dl>
  );
}

function Change({ tenths }: { tenths: number }) {
  if (tenths === 0) return <span class="mark">{tr('same')}</span>;
  const words = { percent: percent(Math.abs(tenths)) };
  return (
    <span class={tenths > 0 ? 'mark mark--brand' : 'mark mark--danger'}>
      {tr(tenths > 0 ? 'more' : 'less', words)}
    </span>
  );
}

function rowName(row: ReportRow, by: By): string {
  if (by === 'hour') return tr('hour', { hour: row.key });
  if (by === 'day') return calendarDay(row.key);
  if (by === 'method') return named('method', row.key);
  if (row.name !== '') return row.name;
  return tr(by === 'category' ? 'no_category' : 'unnamed');
}

/** How the sales went through the day or from day to day; the table below says the same in figures. */
function Columns({ rows, by }: { rows: ReportRow[]; by: 'hour' | 'day' }) {
  return (
    <figure class="card reports__chart">
      <figcaption class="card__title">{tr(by === 'hour' ? 'by_hour' : 'by_day')}</figcaption>
      <ul class="columns" tabIndex={0} aria-label={tr(by === 'hour' ? 'by_hour' : 'by_day')}>
        {rows.map((row) => (
          <li
            key={row.key}
            class="columns__one"
            title={`${rowName(row, by)}: ${money(row.amount)}`}
          >
            <span class="sr-only">{money(row.amount)}</span>
            <span
              class="columns__bar"
              style={{ blockSize: `${row.bar / 10}%` }}
              aria-hidden="true"
            />
            <span class="columns__name">{by === 'hour' ? row.key : calendarDay(row.key)}</span>
          </li>
        ))}
      </ul>
    </figure>
  );
}

function Table({ rows, by, onOpen }: { rows: ReportRow[]; by: By; onOpen(row: ReportRow): void }) {
  const goods = by === 'product' || by === 'category';
  const third = by === 'product' ? 'quantity' : by === 'tax' ? 'base' : null;
  return (
    <table class="report">
      <thead>
        <tr>
          <th scope="col">{tr(`by.${by}`)}</th>
          <th scope="col" class="report__number report__count">
            {tr(goods ? 'lines' : 'count')}
          </th>
          {third && (
            <th scope="col" class="report__number">
              {tr(third)}
            </th>
          )}
          <th scope="col" class="report__number">
            {tr('amount')}
          </th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={row.key}>
            <th scope="row">
              <button type="button" class="report__name" onClick={() => onOpen(row)}>
                {rowName(row, by)}
                <span
                  class="report__bar"
                  style={{ inlineSize: `${row.bar / 10}%` }}
                  aria-hidden="true"
                />
              </button>
            </th>
            <td class="report__number report__count">{row.count}</td>
            {third && (
              <td class="report__number">
                {row.quantity !== null && decimal(row.quantity)}
                {row.base !== null && money(row.base)}
              </td>
            )}
            <td class="report__number">
              <Money minor={row.amount} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Export({ period, by }: { period: Period; by: By }) {
  const [busy, setBusy] = useState(false);
  const write = async (mark: boolean) => {
    setBusy(true);
    const third = by === 'tax' ? 'base' : 'quantity';
    const goods = by === 'product' || by === 'category';
    try {
      const file = await client.call('reports.csv', {
        period,
        by,
        headings: [tr(`by.${by}`), tr(goods ? 'lines' : 'count'), tr(third), tr('amount')],
        names: Object.fromEntries(methods.map((method) => [method, named('method', method)])),
        mark,
      });
      save(new Blob([file.text], { type: 'text/csv;charset=utf-8' }), file.name);
      notify(tr('saved', { name: file.name }));
    } catch (error) {
      report(error);
    }
    setBusy(false);
  };
  return (
    <div class="reports__export">
      {([false, true] as const).map((mark) => (
        <button
          key={String(mark)}
          type="button"
          class="button"
          disabled={busy || !isComplete(period)}
          onClick={() => void write(mark)}
        >
          <Icon name="download" size={22} />
          {tr(mark ? 'excel' : 'csv')}
        </button>
      ))}
    </div>
  );
}

/** The receipts that a row is made of; each opens where receipts are shown. */
function Behind({
  period,
  by,
  row,
  onClose,
}: {
  period: Period;
  by: By;
  row: ReportRow;
  onClose(): void;
}) {
  const [receipts, setReceipts] = useState<ReceiptSummary[]>([]);
  const [complete, setComplete] = useState(true);
  const read = async (before: ReceiptSummary | undefined) => {
    const page = await client.call('reports.receipts', {
      period,
      by,
      key: row.key,
      limit: PAGE,
      ...(before && { before: before.id }),
    });
    setReceipts((known) => (before ? [...known, ...page.receipts] : page.receipts));
    setComplete(page.receipts.length < PAGE);
  };
  useEffect(() => {
    read(undefined).catch(report);
  }, []);
  return (
    <Dialog title={tr('behind', { name: rowName(row, by) })} onClose={onClose}>
      <ul class="reports__receipts">
        {receipts.map((receipt) => (
          <li key={receipt.id}>
            <button type="button" class="receipt-row" onClick={() => go('receipts', receipt.id)}>
              <span class="receipt-row__number">{receipt.number}</span>
              <span class="receipt-row__total">
                <Money minor={receipt.total} />
              </span>
              <span class="receipt-row__facts">
                {moment(receipt.at)} · {receipt.cashier}
              </span>
            </button>
          </li>
        ))}
      </ul>
      {!complete && (
        <button
          type="button"
          class="button button--roomy button--wide"
          onClick={() => read(receipts.at(-1)).catch(report)}
        >
          {tr('load_more')}
        </button>
      )}
    </Dialog>
  );
}
