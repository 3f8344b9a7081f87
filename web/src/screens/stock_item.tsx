import { useEffect, useState } from 'preact/hooks';
import { client } from '../core/client';
import type { Commands, Id, KardexRow } from '../core/commands';
import { decimal, moment, money } from '../format';
import { t } from '../i18n';
import { kindName, ts } from '../i18n/stock';
import { report } from '../state/messages';
import { go } from '../state/route';
import { may } from '../state/session';
import { stockChanged, warehouseName, warehouses, warehouseNamed } from '../state/stock';
import { Dialog } from '../ui/dialog';
import { Icon } from '../ui/icon';
import { Money } from '../ui/money';
import { StockExport } from './stock_export';
import { ItemMark } from './stock_items';
import { StockItemForm } from './stock_item_form';
import { StockMove, type Reason } from './stock_move';

type Detail = Commands['stock.item']['response'];
type Kardex = Commands['stock.kardex']['response'];
const PAGE = 50;
const reasons = ['purchase', 'waste', 'adjustment'] as const satisfies Reason[];

/** One item: what there is and where, what it costs, and every movement with the balance after it. */
export function StockItemDetail({ id }: { id: Id }) {
  const [detail, setDetail] = useState<Detail | null>(null);
  const [dialog, setDialog] = useState<'edit' | 'then' | Reason | null>(null);
  useEffect(() => {
    client.call('stock.item', { item: id }).then(setDetail, (error) => {
      report(error);
      go('stock');
    });
  }, [id, stockChanged.value]);
  if (!detail) return <div class="skeleton stock__loading" aria-busy="true" />;
  const close = () => setDialog(null);
  const allowed = reasons.filter((reason) => may(reason === 'waste' ? 'move_stock' : 'edit_stock'));
  const reason = reasons.find((each) => each === dialog);

  return (
    <>
      <header class="receipts__bar">
        <button
          type="button"
          class="button button--quiet receipts__back"
          onClick={() => go('stock')}
        >
          <Icon name="back" />
          {ts('back')}
        </button>
        <h2>{detail.item.name}</h2>
        {may('edit_stock') && (
          <button type="button" class="button button--quiet" onClick={() => setDialog('edit')}>
            <Icon name="gear" size={22} />
            {ts('edit')}
          </button>
        )}
      </header>
      <div class="stock-item">
        <Facts detail={detail} />
        <div class="stock-item__actions">
          {allowed.map((each) => (
            <button key={each} type="button" class="button" onClick={() => setDialog(each)}>
              {ts(`do.${each}`)}
            </button>
          ))}
          <button type="button" class="button" onClick={() => go('stock', `recipe-${id}`)}>
            {ts('recipe')}
          </button>
          <button type="button" class="button" onClick={() => setDialog('then')}>
            <Icon name="clock" size={22} />
            {ts('then')}
          </button>
        </div>
        <KardexList id={id} unit={detail.item.units[0]!.name} />
      </div>
      {dialog === 'edit' && <StockItemForm detail={detail} onClose={close} onSaved={close} />}
      {dialog === 'then' && <AsItWas detail={detail} onClose={close} />}
      {reason && <StockMove reason={reason} item={detail.item} onClose={close} />}
    </>
  );
}

function Facts({ detail }: { detail: Detail }) {
  const { item, places, average, value } = detail;
  const unit = item.units[0]!.name;
  return (
    <section class="card stock-item__facts">
      <p class={item.negative ? 'stock-item__quantity stock__minus' : 'stock-item__quantity'}>
        {decimal(item.quantity)} <small>{unit}</small> <ItemMark item={item} />
      </p>
      <dl class="facts">
        {places.length > 1 &&
          places.map(({ warehouse, quantity }) => (
            <div key={warehouse.id}>
              <dt>{warehouseName(warehouse)}</dt>
              <dd>
                {decimal(quantity)} {unit}
              </dd>
            </div>
          ))}
        <div>
          <dt>{ts('average')}</dt>
          <dd>
            {average === null
              ? ts('unknown_cost')
              : `${decimal(average)} ${ts('per_unit', { unit })}`}
          </dd>
        </div>
        {value !== null && (
          <div>
            <dt>{ts('item_value')}</dt>
            <dd>
              <Money minor={value} />
            </dd>
          </div>
        )}
        {item.minimum !== '0' && (
          <div>
            <dt>{ts('minimum')}</dt>
            <dd>
              {decimal(item.minimum)} {unit}
            </dd>
          </div>
        )}
      </dl>
    </section>
  );
}

function KardexList({ id, unit }: { id: Id; unit: string }) {
  const [limit, setLimit] = useState(PAGE);
  const [kardex, setKardex] = useState<Kardex | null>(null);
  useEffect(() => {
    client.call('stock.kardex', { item: id, offset: 0, limit }).then(setKardex, report);
  }, [id, limit, stockChanged.value]);
  if (!kardex) return <div class="skeleton stock__loading" aria-busy="true" />;
  if (kardex.total === 0) return <p class="notice">{ts('kardex_none')}</p>;
  return (
    <section class="card" aria-label={ts('kardex')}>
      <header class="stock-item__head">
        <h3 class="card__title">{ts('kardex')}</h3>
        <StockExport item={id} warehouse={null} />
      </header>
      <Chart kardex={kardex} />
      <ol class="kardex">
        {kardex.rows.map((row, index) => (
          <KardexLine key={`${row.document} ${row.kind} ${index}`} row={row} unit={unit} />
        ))}
      </ol>
      {kardex.rows.length < kardex.total && (
        <button
          type="button"
          class="button button--roomy button--wide"
          onClick={() => setLimit(Math.min(limit + PAGE * 2, 500))}
        >
          {ts('load_more')}
        </button>
      )}
    </section>
  );
}

/** The balance after each of the latest movements; the core places the points. */
function Chart({ kardex }: { kardex: Kardex }) {
  if (kardex.chart.length < 3) return null;
  const line = kardex.chart.map(({ x, y }) => `${x},${y}`).join(' ');
  return (
    <svg
      class="kardex__chart"
      viewBox="-10 -30 1020 1060"
      preserveAspectRatio="none"
      role="img"
      aria-label={ts('chart')}
    >
      <line x1="0" x2="1000" y1={kardex.zero} y2={kardex.zero} class="kardex__zero" />
      <polyline points={line} class="kardex__line" />
    </svg>
  );
}

function KardexLine({ row, unit }: { row: KardexRow; unit: string }) {
  const isReceipt = row.kind === 'sale' || row.kind === 'refund';
  const where = warehouses.value.length > 1 ? ` · ${warehouseNamed(row.warehouse)}` : '';
  const facts = [moment(row.at), row.person, row.note].filter(Boolean).join(' · ');
  return (
    <li class="kardex__row">
      <span class="kardex__kind">
        {isReceipt ? (
          <button type="button" class="link" onClick={() => go('receipts', row.document)}>
            {kindName(row.kind)} {row.number}
          </button>
        ) : (
          `${kindName(row.kind)} ${row.number}`
        )}
      </span>
      <span
        class={row.quantity.startsWith('-') ? 'kardex__moved' : 'kardex__moved kardex__moved--in'}
      >
        {row.quantity.startsWith('-') ? '' : '+'}
        {decimal(row.quantity)}
      </span>
      <span class="kardex__facts">
        {facts}
        {where}
      </span>
      <span class="kardex__after">
        {decimal(row.balance)} {unit}
        {row.value !== null && ` · ${money(row.value)}`}
      </span>
    </li>
  );
}

/** AUD-2: what there was at a moment, as this device knows it today. */
function AsItWas({ detail, onClose }: { detail: Detail; onClose(): void }) {
  const [local, setLocal] = useState('');
  const [then, setThen] = useState<Commands['stock.then']['response'] | null>(null);
  useEffect(() => {
    if (local === '') return;
    client.call('stock.then', { item: detail.item.id, local }).then(setThen, report);
  }, [local]);
  const unit = detail.item.units[0]!.name;
  return (
    <Dialog title={`${detail.item.name}: ${ts('then')}`} small onClose={onClose}>
      <label class="field">
        <span class="field__label">{ts('then_at')}</span>
        <input
          class="input"
          type="datetime-local"
          value={local}
          onInput={(event) => setLocal(event.currentTarget.value)}
        />
      </label>
      {then && (
        <div class="stock-then" role="status">
          <p class="stock-item__quantity">
            {ts('then_quantity', { quantity: decimal(then.quantity), unit, n: then.moves })}
          </p>
          <dl class="facts">
            {then.places.length > 1 &&
              then.places.map(({ warehouse, quantity }) => (
                <div key={warehouse.id}>
                  <dt>{warehouseName(warehouse)}</dt>
                  <dd>
                    {decimal(quantity)} {unit}
                  </dd>
                </div>
              ))}
            {then.average !== null && (
              <div>
                <dt>{ts('average')}</dt>
                <dd>{decimal(then.average)}</dd>
              </div>
            )}
            {then.value !== null && (
              <div>
                <dt>{ts('item_value')}</dt>
                <dd>
                  <Money minor={then.value} />
                </dd>
              </div>
            )}
          </dl>
        </div>
      )}
      <button type="button" class="button button--roomy button--wide" onClick={onClose}>
        {t('app.close')}
      </button>
    </Dialog>
  );
}
