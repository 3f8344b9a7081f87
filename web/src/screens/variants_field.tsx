import { useEffect, useState } from 'preact/hooks';
import { client, type CoreError } from '../core/client';
import type { Id, Variant, VariantOption } from '../core/commands';
import { errorText } from '../i18n';
import { tp } from '../i18n/catalog';
import { asCoreError, notify, report } from '../state/messages';
import { catalogChanged } from '../state/start';
import { Dialog } from '../ui/dialog';
import { Icon } from '../ui/icon';
import { Money } from '../ui/money';
import { PriceDialog } from './price_dialog';

/** CAT-2: the sizes and colours of a product. What combinations there are, the core says. */
export function VariantsField({ product }: { product: Id }) {
  const [variants, setVariants] = useState<Variant[]>([]);
  const [editing, setEditing] = useState(false);
  useEffect(() => {
    client
      .call('catalog.variants', { id: product })
      .then((all) => setVariants(all.variants), report);
  }, [product, catalogChanged.value]);
  return (
    <fieldset class="field product-sheet__codes">
      <legend class="field__label">{tp('variants')}</legend>
      {variants.length > 0 && (
        <p class="field__hint">{variants.map(({ values }) => values.join(' ')).join(' · ')}</p>
      )}
      <button type="button" class="button" aria-haspopup="dialog" onClick={() => setEditing(true)}>
        <Icon name={variants.length > 0 ? 'more' : 'plus'} size={22} />
        {tp(variants.length > 0 ? 'variants_edit' : 'variants_new')}
      </button>
      {editing && <VariantsDialog product={product} onClose={() => setEditing(false)} />}
    </fieldset>
  );
}

/** Options as they are typed: their values behind commas. */
interface Draft {
  name: string;
  values: string;
}

function VariantsDialog({ product, onClose }: { product: Id; onClose(): void }) {
  const [drafts, setDrafts] = useState<Draft[]>([]);
  const [variants, setVariants] = useState<Variant[]>([]);
  const [removed, setRemoved] = useState<Id[]>([]);
  const [error, setError] = useState<CoreError | null>(null);
  useEffect(() => {
    client.call('catalog.variants', { id: product }).then((all) => {
      const known = all.options.map(({ name, values }) => ({ name, values: values.join(', ') }));
      setDrafts(known.length > 0 ? known : [{ name: '', values: '' }]);
      setVariants(all.variants);
    }, report);
  }, [product]);
  const options = optionsOf(drafts);
  const tell = (thrown: unknown) => setError(asCoreError(thrown));
  const suggest = () =>
    client.call('catalog.suggest_variants', { product, options }).then((all) => {
      setError(null);
      setVariants(all.variants.filter(({ id }) => !removed.includes(id)));
    }, tell);
  const save = () =>
    client.call('catalog.put_variants', { product, options, variants, removed }).then(() => {
      notify(tp('saved'));
      onClose();
    }, tell);
  return (
    <Dialog title={tp('variants')} onClose={onClose}>
      <form
        class="sheet"
        onSubmit={(event) => {
          event.preventDefault();
          void save();
        }}
      >
        {drafts.map((draft, at) => (
          <OptionFields
            key={at}
            draft={draft}
            number={at + 1}
            onChange={(change) => setDrafts(drafts.with(at, { ...draft, ...change }))}
          />
        ))}
        <div class="variants__actions">
          <button
            type="button"
            class="button"
            onClick={() => setDrafts([...drafts, { name: '', values: '' }])}
          >
            <Icon name="plus" size={20} />
            {tp('variants_option_add')}
          </button>
          <button
            type="button"
            class="button"
            disabled={options.length === 0}
            onClick={() => void suggest()}
          >
            <Icon name="update" size={20} />
            {tp('variants_combine')}
          </button>
        </div>
        {variants.map((variant, at) => (
          <VariantRow
            key={variant.id}
            variant={variant}
            onChange={(change) => setVariants(variants.with(at, { ...variant, ...change }))}
            onRemove={() => {
              setVariants(variants.toSpliced(at, 1));
              setRemoved([...removed, variant.id]);
            }}
          />
        ))}
        {error && (
          <p class="notice notice--danger" role="alert">
            {errorText(error)}
          </p>
        )}
        <button type="submit" class="button button--main button--tall button--wide">
          {tp('save')}
        </button>
      </form>
    </Dialog>
  );
}

function optionsOf(drafts: Draft[]): VariantOption[] {
  return drafts
    .map(({ name, values }) => ({
      name: name.trim(),
      values: [...new Set(values.split(',').map((each) => each.trim()))].filter(Boolean),
    }))
    .filter(({ name, values }) => name !== '' && values.length > 0);
}

interface OptionFieldsProps {
  draft: Draft;
  number: number;
  onChange(change: Partial<Draft>): void;
}

function OptionFields({ draft, number, onChange }: OptionFieldsProps) {
  return (
    <div class="variants__option">
      <label class="field">
        <span class="field__label">{tp('variants_option', { number })}</span>
        <input
          class="input"
          type="text"
          autoComplete="off"
          maxLength={40}
          placeholder={tp('variants_option_example')}
          value={draft.name}
          onInput={(event) => onChange({ name: event.currentTarget.value })}
        />
      </label>
      <label class="field">
        <span class="field__label">{tp('variants_values', { number })}</span>
        <input
          class="input"
          type="text"
          autoComplete="off"
          maxLength={400}
          placeholder="S, M, L"
          value={draft.values}
          onInput={(event) => onChange({ values: event.currentTarget.value })}
        />
      </label>
    </div>
  );
}

interface VariantRowProps {
  variant: Variant;
  onChange(change: Partial<Variant>): void;
  onRemove(): void;
}

function VariantRow({ variant, onChange, onRemove }: VariantRowProps) {
  const [pricing, setPricing] = useState(false);
  const name = variant.values.join(' ');
  return (
    <div class="variants__row">
      <strong>{name}</strong>
      <input
        class="input"
        type="text"
        autoComplete="off"
        maxLength={60}
        aria-label={tp('variants_sku', { name })}
        placeholder={tp('sku')}
        value={variant.sku}
        onInput={(event) => onChange({ sku: event.currentTarget.value })}
      />
      <input
        class="input"
        type="text"
        autoComplete="off"
        maxLength={120}
        aria-label={tp('variants_code', { name })}
        placeholder={tp('barcodes')}
        value={variant.barcodes.join(' ')}
        onInput={(event) =>
          onChange({ barcodes: event.currentTarget.value.split(/\s+/).filter(Boolean) })
        }
      />
      <button type="button" class="button" aria-haspopup="dialog" onClick={() => setPricing(true)}>
        <span class="sr-only">
          {tp('price')} {name}{' '}
        </span>
        <Money minor={variant.price} />
      </button>
      <button
        type="button"
        class="button button--quiet button--icon"
        aria-label={tp('variants_remove', { name })}
        onClick={onRemove}
      >
        <Icon name="trash" size={20} />
      </button>
      {pricing && (
        <PriceDialog
          price={variant.price}
          onPrice={(price) => {
            setPricing(false);
            onChange({ price });
          }}
          onClose={() => setPricing(false)}
        />
      )}
    </div>
  );
}
