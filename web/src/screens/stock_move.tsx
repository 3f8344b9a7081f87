import { useState } from 'preact/hooks';
import { client, type CoreError } from '../core/client';
import type { Commands, Id, StockItem } from '../core/commands';
import { errorText } from '../i18n';
import { ts } from '../i18n/stock';
import { withApproval } from '../state/approval';
import { asCoreError, notify } from '../state/messages';
import { warehouses } from '../state/stock';
import { Dialog } from '../ui/dialog';
import { Icon } from '../ui/icon';
import { Field, typed } from './stock_item_form';
import { ChooseWarehouse } from './stock_items';
import { PickItem } from './stock_pick';

export type Reason = Commands['stock.move']['request']['reason'];

interface Line {
  item: StockItem;
  quantity: string;
  unit: string;
  cost: string;
}

interface StockMoveProps {
  reason: Reason;
  /** What it begins with, where it was asked for beside an item. */
  item?: StockItem;
  onClose(): void;
}

/** Something came or left for another reason than a sale. Asking twice moves once: the document's id is made here. */
export function StockMove({ reason, item, onClose }: StockMoveProps) {
  const [document] = useState(() => crypto.randomUUID());
  const [lines, setLines] = useState<Line[]>(item ? [lineOf(item)] : []);
  const [warehouse, setWarehouse] = useState<Id | null>(warehouses.value[0]?.id ?? null);
  const [to, setTo] = useState<Id | null>(null);
  const [supplier, setSupplier] = useState('');
  const [reference, setReference] = useState('');
  const [note, setNote] = useState('');
  const [error, setError] = useState<CoreError | null>(null);
  const [busy, setBusy] = useState(false);
  const others = warehouses.value.filter(({ id }) => id !== warehouse);
  const target = to ?? others[0]?.id ?? null;
  const buys = reason === 'purchase';

  const submit = async (event: Event) => {
    event.preventDefault();
    setBusy(true);
    setError(null);
    try {
      await withApproval((approval) =>
        client.call('stock.move', {
          document,
          reason,
          lines: lines.map((line) => ({
            item: line.item.id,
            quantity: typed(line.quantity),
            unit: line.unit,
            ...(line.cost.trim() !== '' && { cost: typed(line.cost) }),
          })),
          ...(warehouse && { warehouse }),
          ...(reason === 'sent' && target && { to: target }),
          ...(note && { note }),
          ...(supplier && { supplier }),
          ...(reference && { reference }),
          ...(approval && { approval }),
        }),
      );
      notify(ts('moved'));
      onClose();
    } catch (thrown) {
      setError(asCoreError(thrown));
      setBusy(false);
    }
  };
  const set = (index: number, change: Partial<Line>) =>
    setLines(lines.map((line, at) => (at === index ? { ...line, ...change } : line)));
  const add = (found: StockItem) => {
    if (!lines.some((line) => line.item.id === found.id)) setLines([...lines, lineOf(found)]);
  };

  return (
    <Dialog title={ts(`title.${reason as Exclude<Reason, 'received'>}`)} onClose={onClose}>
      <form class="stock-form" noValidate onSubmit={(event) => void submit(event)}>
        {(warehouses.value.length > 1 || reason === 'sent') && (
          <div class="stock-form__pair">
            <ChooseWarehouse
              chosen={warehouse}
              onChoose={setWarehouse}
              {...(reason === 'sent' && { label: ts('from') })}
            />
            {reason === 'sent' && (
              <ChooseWarehouse
                chosen={target}
                onChoose={setTo}
                label={ts('to')}
                except={warehouse}
              />
            )}
          </div>
        )}
        {buys && (
          <div class="stock-form__pair">
            <Text label={ts('supplier')} value={supplier} onChange={setSupplier} />
            <Text label={ts('reference')} value={reference} onChange={setReference} />
          </div>
        )}
        {lines.length === 0 && <p class="field__hint">{ts('no_lines')}</p>}
        {reason === 'adjustment' && <p class="field__hint">{ts('adjust_hint')}</p>}
        {lines.map((line, index) => (
          <LineFields
            key={line.item.id}
            line={line}
            costs={buys || reason === 'adjustment'}
            onChange={(change) => set(index, change)}
            onRemove={() => setLines(lines.filter((_, at) => at !== index))}
          />
        ))}
        <PickItem label={ts('add_line')} onPick={add} />
        <Text label={ts(buys ? 'note' : 'why')} value={note} onChange={setNote} />
        {error && (
          <p class="notice notice--danger" role="alert">
            <Icon name="alert" size={22} />
            {errorText(error)}
          </p>
        )}
        <button
          type="submit"
          class="button button--main button--tall button--wide"
          disabled={busy || lines.length === 0 || lines.some(({ quantity }) => quantity === '')}
        >
          {ts('move')}
        </button>
      </form>
    </Dialog>
  );
}

function lineOf(item: StockItem): Line {
  return { item, quantity: '', unit: item.units[0]!.name, cost: '' };
}

function LineFields({
  line,
  costs,
  onChange,
  onRemove,
}: {
  line: Line;
  costs: boolean;
  onChange(change: Partial<Line>): void;
  onRemove(): void;
}) {
  return (
    <fieldset class="stock-line">
      <legend class="stock-line__name">{line.item.name}</legend>
      <input
        class="input"
        inputMode="decimal"
        aria-label={ts('quantity')}
        placeholder={ts('quantity')}
        value={line.quantity}
        onInput={(event) => onChange({ quantity: event.currentTarget.value })}
      />
      <UnitSelect item={line.item} unit={line.unit} onChange={(unit) => onChange({ unit })} />
      {costs && (
        <input
          class="input"
          inputMode="decimal"
          aria-label={ts('line_cost')}
          placeholder={ts('line_cost')}
          value={line.cost}
          onInput={(event) => onChange({ cost: event.currentTarget.value })}
        />
      )}
      <button
        type="button"
        class="button button--quiet button--icon"
        aria-label={ts('remove', { name: line.item.name })}
        onClick={onRemove}
      >
        <Icon name="trash" size={22} />
      </button>
    </fieldset>
  );
}

export function UnitSelect({
  item,
  unit,
  onChange,
}: {
  item: { units: StockItem['units'] };
  unit: string;
  onChange(unit: string): void;
}) {
  return (
    <select
      class="input"
      aria-label={ts('unit')}
      value={unit}
      onChange={(event) => onChange(event.currentTarget.value)}
    >
      {item.units.map((each) => (
        <option key={each.name} value={each.name}>
          {each.name}
        </option>
      ))}
    </select>
  );
}

function Text({
  label,
  value,
  onChange,
}: {
  label: string;
  value: string;
  onChange(value: string): void;
}) {
  return (
    <Field label={label}>
      <input class="input" value={value} onInput={(event) => onChange(event.currentTarget.value)} />
    </Field>
  );
}
