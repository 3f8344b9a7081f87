import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import { client, type CoreError } from '../core/client';
import type { Commands, Id, StockUnit } from '../core/commands';
import { errorText } from '../i18n';
import { ts } from '../i18n/stock';
import { categories } from '../state/catalog';
import { asCoreError, notify } from '../state/messages';
import { go } from '../state/route';
import { Dialog } from '../ui/dialog';
import { Icon } from '../ui/icon';

interface StockItemFormProps {
  /** Nothing: a new ingredient. */
  detail: Commands['stock.item']['response'] | null;
  onClose(): void;
  onSaved(id: Id): void;
}

/** A number as people type it, with the comma of their keyboard. */
export function typed(text: string): string {
  return text.trim().replace(',', '.');
}

/** What an item is called and how it is counted; what fits, the core says. */
export function StockItemForm({ detail, onClose, onSaved }: StockItemFormProps) {
  const [name, setName] = useState(detail?.ownName ?? '');
  const [unit, setUnit] = useState(detail?.item.units[0]!.name ?? 'kg');
  const [minimum, setMinimum] = useState(detail?.item.minimum ?? '0');
  const [code, setCode] = useState(detail?.item.product ? '' : (detail?.item.code ?? ''));
  const [category, setCategory] = useState<Id | ''>(detail?.item.category ?? '');
  const [kept, setKept] = useState(detail?.item.kept ?? true);
  const [packs, setPacks] = useState<StockUnit[]>(detail?.packs ?? []);
  const [error, setError] = useState<CoreError | null>(null);
  const [busy, setBusy] = useState(false);
  const isProduct = detail?.item.product ?? false;

  const put = async (active: boolean) => {
    setBusy(true);
    setError(null);
    const id = detail?.item.id ?? crypto.randomUUID();
    try {
      await client.call('stock.put_item', {
        id,
        name: name.trim(),
        unit: unit.trim(),
        minimum: typed(minimum) || '0',
        kept,
        active,
        packs: packs
          .filter((pack) => pack.name !== '')
          .map((pack) => ({ name: pack.name, factor: typed(pack.factor) })),
        ...(!isProduct && { code: code.trim() }),
        ...(category && !isProduct && { category }),
      });
      notify(ts(active ? 'saved' : 'archived'));
      onClose();
      if (active) onSaved(id);
      else go('stock');
    } catch (thrown) {
      setError(asCoreError(thrown));
      setBusy(false);
    }
  };
  const setPack = (index: number, change: Partial<StockUnit>) =>
    setPacks(packs.map((pack, at) => (at === index ? { ...pack, ...change } : pack)));

  return (
    <Dialog title={ts(detail ? 'edit_item' : 'new_item')} onClose={onClose}>
      <form
        class="stock-form"
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          void put(true);
        }}
      >
        <Field
          label={ts('name')}
          {...(isProduct && { hint: ts('name_product', { name: detail!.item.name }) })}
        >
          <input
            class="input"
            value={name}
            onInput={(event) => setName(event.currentTarget.value)}
          />
        </Field>
        <div class="stock-form__pair">
          <Field label={ts('unit')} hint={ts('unit_hint')}>
            <input
              class="input"
              list="stock-units"
              value={unit}
              onInput={(event) => setUnit(event.currentTarget.value)}
            />
            <datalist id="stock-units">
              {['un', 'kg', 'g', 'l', 'ml'].map((each) => (
                <option key={each} value={each} />
              ))}
            </datalist>
          </Field>
          <Field label={ts('minimum')}>
            <input
              class="input"
              inputMode="decimal"
              value={minimum}
              onInput={(event) => setMinimum(event.currentTarget.value)}
            />
          </Field>
        </div>
        {!isProduct && (
          <div class="stock-form__pair">
            <Field label={ts('code')}>
              <input
                class="input"
                inputMode="numeric"
                value={code}
                onInput={(event) => setCode(event.currentTarget.value)}
              />
            </Field>
            <Field label={ts('category')}>
              <select
                class="input"
                value={category}
                onChange={(event) => setCategory(event.currentTarget.value)}
              >
                <option value="">{ts('no_category')}</option>
                {categories.value.map((each) => (
                  <option key={each.id} value={each.id}>
                    {each.name}
                  </option>
                ))}
              </select>
            </Field>
          </div>
        )}
        <fieldset class="stock-form__packs">
          <legend class="field__label">{ts('packs')}</legend>
          <p class="field__hint">{ts('packs_hint')}</p>
          {packs.map((pack, index) => (
            <div key={index} class="stock-form__pack">
              <input
                class="input"
                aria-label={ts('pack_name')}
                placeholder={ts('pack_name')}
                value={pack.name}
                onInput={(event) => setPack(index, { name: event.currentTarget.value })}
              />
              <input
                class="input"
                inputMode="decimal"
                aria-label={ts('pack_factor', { unit })}
                placeholder={ts('pack_factor', { unit })}
                value={pack.factor}
                onInput={(event) => setPack(index, { factor: event.currentTarget.value })}
              />
              <button
                type="button"
                class="button button--quiet button--icon"
                aria-label={ts('remove', { name: pack.name })}
                onClick={() => setPacks(packs.filter((_, at) => at !== index))}
              >
                <Icon name="trash" size={22} />
              </button>
            </div>
          ))}
          <button
            type="button"
            class="button"
            onClick={() => setPacks([...packs, { name: '', factor: '' }])}
          >
            <Icon name="plus" size={22} />
            {ts('add_pack')}
          </button>
        </fieldset>
        <Check label={ts('kept')} hint={ts('kept_hint')} checked={kept} onChange={setKept} />
        {error && (
          <p class="notice notice--danger" role="alert">
            <Icon name="alert" size={22} />
            {errorText(error)}
          </p>
        )}
        <div class="dialog__actions">
          {detail && (
            <button
              type="button"
              class="button button--roomy button--danger"
              disabled={busy}
              onClick={() => void put(false)}
            >
              {ts('archive')}
            </button>
          )}
          <button
            type="submit"
            class="button button--main button--roomy"
            disabled={busy || (!isProduct && name.trim() === '')}
          >
            {ts('save')}
          </button>
        </div>
      </form>
    </Dialog>
  );
}

export function Field({
  label,
  hint,
  children,
}: {
  label: string;
  hint?: string;
  children: ComponentChildren;
}) {
  return (
    <label class="field">
      <span class="field__label">{label}</span>
      {children}
      {hint && <span class="field__hint">{hint}</span>}
    </label>
  );
}

export function Check({
  label,
  hint,
  checked,
  onChange,
}: {
  label: string;
  hint?: string;
  checked: boolean;
  onChange(checked: boolean): void;
}) {
  return (
    <label class="stock-check">
      <input
        type="checkbox"
        checked={checked}
        onChange={(event) => onChange(event.currentTarget.checked)}
      />
      <span>
        {label}
        {hint && <span class="field__hint"> {hint}</span>}
      </span>
    </label>
  );
}
