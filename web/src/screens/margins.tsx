import { useEffect, useState } from 'preact/hooks';
import { client } from '../core/client';
import type { Commands, MarginRow } from '../core/commands';
import { decimal, money, percent } from '../format';
import { tr } from '../i18n/reports';
import { notify, report } from '../state/messages';
import { receiptsChanged } from '../state/start';
import { stockChanged } from '../state/stock';
import { save } from '../ui/download';
import { Icon } from '../ui/icon';
import { Money } from '../ui/money';
import { ChoosePeriod, isComplete, Offline, type Period } from './reports';

type Margins = Commands['reports.margins']['response'];
const MOST = 200;

/** REP-1: what was earned on what was sold, at what it cost when it was sold. */
export default function MarginsReport() {
  const [period, setPeriod] = useState<Period>({ range: 'month' });
  const [margins, setMargins] = useState<Margins | null>(null);
  useEffect(() => {
    let wanted = isComplete(period);
    if (wanted)
      client
        .call('reports.margins', { period, limit: MOST })
        .then((answer) => wanted && setMargins(answer), report);
    return () => {
      wanted = false;
    };
  }, [period, receiptsChanged.value, stockChanged.value]);
  return (
    <div class="reports">
      <ChoosePeriod period={period} onChoose={setPeriod} />
      <Offline />
      {!margins && <div class="skeleton reports__loading" aria-busy="true" />}
      {margins && margins.rows.length === 0 && (
        <div class="empty">
          <Icon name="chart" size={44} />
          <p class="empty__title">{tr('none')}</p>
          <p>{tr('none_text')}</p>
        </div>
      )}
      {margins && margins.rows.length > 0 && (
        <>
          <Figures margins={margins} />
          {margins.unknown !== 0 && (
            <p class="notice">{tr('no_cost_text', { amount: money(margins.unknown) })}</p>
          )}
          <section class="card reports__table">
            <header class="reports__head">
              <span />
              <Export period={period} />
            </header>
            <Table rows={margins.rows} />
          </section>
        </>
      )}
    </div>
  );
}

function Figures({ margins }: { margins: Margins }) {
  return (
    <dl class="figures reports__figures">
      <div>
        <dt>{tr('margin')}</dt>
        <dd>
          <Money minor={margins.margin} />
        </dd>
        {margins.share !== null && (
          <dd class="figures__note">{tr('margin_share', { percent: percent(margins.share) })}</dd>
        )}
      </div>
      <div>
        <dt>{tr('net')}</dt>
        <dd>
          <Money minor={margins.net} />
        </dd>
      </div>
      <div>
        <dt>{tr('cost')}</dt>
        <dd>
          <Money minor={margins.cost} />
        </dd>
      </div>
    </dl>
  );
}

function Table({ rows }: { rows: MarginRow[] }) {
  return (
    <table class="report">
      <thead>
        <tr>
          <th scope="col">{tr('by.product')}</th>
          <th scope="col" class="report__number report__count">
            {tr('quantity')}
          </th>
          <th scope="col" class="report__number report__count">
            {tr('net')}
          </th>
          <th scope="col" class="report__number report__count">
            {tr('cost')}
          </th>
          <th scope="col" class="report__number">
            {tr('margin')}
          </th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={row.product}>
            <th scope="row">
              <span class="report__name">
                {row.name || tr('unnamed')}
                <span
                  class="report__bar"
                  style={{ inlineSize: `${row.bar / 10}%` }}
                  aria-hidden="true"
                />
              </span>
            </th>
            <td class="report__number report__count">{decimal(row.quantity)}</td>
            <td class="report__number report__count">
              <Money minor={row.net} />
            </td>
            <td class="report__number report__count">
              {row.cost === null ? '—' : <Money minor={row.cost} />}
            </td>
            <td class="report__number">
              {row.margin === null ? tr('no_cost') : <Money minor={row.margin} />}
              {row.share !== null && ` · ${percent(row.share)} %`}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Export({ period }: { period: Period }) {
  const write = async (mark: boolean) => {
    try {
      const file = await client.call('reports.margins_csv', {
        period,
        headings: [tr('by.product'), tr('quantity'), tr('net'), tr('cost'), tr('margin')],
        mark,
      });
      save(new Blob([file.text], { type: 'text/csv;charset=utf-8' }), file.name);
      notify(tr('saved', { name: file.name }));
    } catch (error) {
      report(error);
    }
  };
  return (
    <div class="reports__export">
      {([false, true] as const).map((mark) => (
        <button
          key={String(mark)}
          type="button"
          class="button"
          disabled={!isComplete(period)}
          onClick={() => void write(mark)}
        >
          <Icon name="download" size={22} />
          {tr(mark ? 'excel' : 'csv')}
        </button>
      ))}
    </div>
  );
}
