import { useEffect, useState } from 'preact/hooks';
import { client } from '../core/client';
import type { Commands, Id } from '../core/commands';
import { decimal } from '../format';
import { ts } from '../i18n/stock';
import { report } from '../state/messages';
import { go } from '../state/route';
import { may } from '../state/session';
import { stockChanged, warehouses } from '../state/stock';
import { Icon } from '../ui/icon';
import { Money } from '../ui/money';
import { StockExport } from './stock_export';
import { ChooseWarehouse } from './stock_items';
import './register.css';
import './reports.css';

const MOST = 200;

/** What all that lies there is worth, at its average cost. */
export function StockValue() {
  const [warehouse, setWarehouse] = useState<Id | null>(null);
  const [value, setValue] = useState<Commands['stock.valuation']['response'] | null>(null);
  useEffect(() => {
    client
      .call('stock.valuation', { limit: MOST, ...(warehouse && { warehouse }) })
      .then(setValue, report);
  }, [warehouse, stockChanged.value]);
  if (!value) return <div class="skeleton stock__loading" aria-busy="true" />;
  return (
    <main class="area__main">
      <div class="stock-page">
        {warehouses.value.length > 1 && (
          <ChooseWarehouse all chosen={warehouse} onChoose={setWarehouse} />
        )}
        <dl class="figures">
          <div>
            <dt>{ts('value_total')}</dt>
            <dd>
              <Money minor={value.total} />
            </dd>
            {value.unknown > 0 && (
              <dd class="figures__note">{ts('value_unknown', { n: value.unknown })}</dd>
            )}
          </div>
        </dl>
        <div class="stock-page__actions">
          <StockExport item={null} warehouse={warehouse} />
          {may('see_reports') && (
            <button type="button" class="button" onClick={() => go('reports', 'margins')}>
              <Icon name="chart" size={22} />
              {ts('margins')}
            </button>
          )}
        </div>
        {value.rows.length === 0 ? (
          <div class="empty">
            <Icon name="box" size={44} />
            <p class="empty__title">{ts('value_none')}</p>
          </div>
        ) : (
          <section class="card">
            <table class="report">
              <thead>
                <tr>
                  <th scope="col">{ts('add')}</th>
                  <th scope="col" class="report__number">
                    {ts('quantity')}
                  </th>
                  <th scope="col" class="report__number report__count">
                    {ts('average')}
                  </th>
                  <th scope="col" class="report__number">
                    {ts('item_value')}
                  </th>
                </tr>
              </thead>
              <tbody>
                {value.rows.map((row) => (
                  <tr key={row.item}>
                    <th scope="row">
                      <button
                        type="button"
                        class="report__name"
                        onClick={() => go('stock', row.item)}
                      >
                        {row.name}
                      </button>
                    </th>
                    <td class="report__number">
                      {decimal(row.quantity)} {row.unit}
                    </td>
                    <td class="report__number report__count">
                      {row.average === null ? '—' : decimal(row.average)}
                    </td>
                    <td class="report__number">
                      {row.value === null ? '—' : <Money minor={row.value} />}
                    </td>
                  </tr>
                ))}
              </tbody>
            </table>
          </section>
        )}
      </div>
    </main>
  );
}
