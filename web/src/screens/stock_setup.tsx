import { useEffect, useState } from 'preact/hooks';
import { client } from '../core/client';
import type { Commands, Warehouse } from '../core/commands';
import { ts } from '../i18n/stock';
import { notify, report } from '../state/messages';
import { may } from '../state/session';
import { stockChanged, warehouseName, warehouses } from '../state/stock';
import { Dialog } from '../ui/dialog';
import { Icon } from '../ui/icon';
import { Segments } from '../ui/segments';
import { Field } from './stock_item_form';

type List = Commands['stock.warehouses']['response'];
type Rule = List['onShort'];
const rules = ['ignore', 'warn', 'block'] as const satisfies Rule[];

/** The places where stock lies, and what a sale does when there is not enough. */
export function StockSetup() {
  const [list, setList] = useState<List | null>(null);
  const [editing, setEditing] = useState<Warehouse | 'new' | null>(null);
  const show = (now: List) => {
    setList(now);
    warehouses.value = now.warehouses;
  };
  useEffect(() => {
    client.call('stock.warehouses', {}).then(show, report);
  }, [stockChanged.value]);
  if (!list) return <div class="skeleton stock__loading" aria-busy="true" />;
  const choose = (onShort: Rule) =>
    client.call('stock.put_rule', { onShort }).then((now) => {
      show(now);
      notify(ts('saved'));
    }, report);
  return (
    <main class="area__main">
      <div class="stock-page">
        <section class="card">
          <h2 class="card__title">{ts('warehouses')}</h2>
          <ul class="stock-rows">
            {list.warehouses.map((each) => (
              <li key={each.id}>
                <button
                  type="button"
                  class="receipt-row"
                  disabled={!may('edit_stock')}
                  onClick={() => setEditing(each)}
                >
                  <span class="receipt-row__number">{warehouseName(each)}</span>
                  <span class="receipt-row__marks" />
                  <span class="receipt-row__facts">
                    {each.own ? ts('own_warehouse', { branch: each.branchName }) : each.branchName}
                  </span>
                </button>
              </li>
            ))}
          </ul>
          {may('edit_stock') && (
            <button type="button" class="button button--roomy" onClick={() => setEditing('new')}>
              <Icon name="plus" size={22} />
              {ts('warehouse_new')}
            </button>
          )}
        </section>
        <section class="card stock-form">
          <h2 class="card__title">{ts('rule')}</h2>
          {may('edit_stock') ? (
            <Segments<Rule>
              label={ts('rule')}
              chosen={list.onShort}
              onChoose={(rule) => void choose(rule)}
              options={rules.map((value) => ({ value, content: ts(`rule.${value}`) }))}
            />
          ) : (
            <p>{ts(`rule.${list.onShort}`)}</p>
          )}
          <p class="field__hint">{ts('rule_text')}</p>
        </section>
      </div>
      {editing && (
        <Edit
          warehouse={editing === 'new' ? null : editing}
          onSaved={show}
          onClose={() => setEditing(null)}
        />
      )}
    </main>
  );
}

function Edit({
  warehouse,
  onSaved,
  onClose,
}: {
  warehouse: Warehouse | null;
  onSaved(list: List): void;
  onClose(): void;
}) {
  const [name, setName] = useState(warehouse?.name ?? '');
  const put = (active: boolean) =>
    client
      .call('stock.put_warehouse', {
        id: warehouse?.id ?? crypto.randomUUID(),
        active,
        ...(name.trim() !== '' && { name: name.trim() }),
        ...(warehouse && { branch: warehouse.branch }),
      })
      .then((list) => {
        onSaved(list);
        onClose();
        notify(ts('saved'));
      }, report);
  return (
    <Dialog
      title={warehouse ? warehouseName(warehouse) : ts('warehouse_new')}
      small
      onClose={onClose}
    >
      <form
        class="stock-form"
        onSubmit={(event) => {
          event.preventDefault();
          void put(true);
        }}
      >
        <Field label={ts('warehouse_name')}>
          <input
            class="input"
            value={name}
            onInput={(event) => setName(event.currentTarget.value)}
          />
        </Field>
        <div class="dialog__actions">
          {warehouse && !warehouse.own && (
            <button
              type="button"
              class="button button--roomy button--danger"
              onClick={() => void put(false)}
            >
              {ts('archive')}
            </button>
          )}
          <button
            type="submit"
            class="button button--main button--roomy"
            disabled={name.trim() === ''}
          >
            {ts('save')}
          </button>
        </div>
      </form>
    </Dialog>
  );
}
