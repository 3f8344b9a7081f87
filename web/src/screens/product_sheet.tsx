import type { ComponentChildren } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { client, type CoreError } from '../core/client';
import type { Id, Minor, ProductSheet, TaxChoice } from '../core/commands';
import { errorText, t } from '../i18n';
import { tp } from '../i18n/catalog';
import { categories } from '../state/catalog';
import { stations } from '../state/floor';
import { asCoreError, notify, report } from '../state/messages';
import { go, goUp } from '../state/route';
import { Question } from '../ui/dialog';
import { Icon } from '../ui/icon';
import { useScanner } from '../ui/keys';
import { Money } from '../ui/money';
import { CategoryDialog } from './category_dialog';
import { MenuFields } from './menu_fields';
import { ModifierGroups } from './modifier_groups';
import { PictureField } from './picture_field';
import { PriceDialog } from './price_dialog';
import { VariantsField } from './variants_field';

const LONGEST = 120;
const NEW_CATEGORY = 'new';
const UNITS = ['un', 'kg', 'g', 'l', 'm'];

function blank(): ProductSheet {
  return {
    id: crypto.randomUUID(),
    sku: '',
    name: '',
    price: 0,
    tax: null,
    category: null,
    unit: 'un',
    color: '',
    image: '',
    station: '',
    barcodes: [],
    modifiers: [],
    description: '',
    allergens: [],
    tags: [],
    active: true,
    parent: null,
    seen: '',
  };
}

/** A product as it is changed. What is wrong with it, the core says; nothing is assigned before. */
export default function ProductSheetForm({ id }: { id: Id | null }) {
  const [product, setProduct] = useState<ProductSheet | null>(id === null ? blank() : null);
  const [taxes, setTaxes] = useState<TaxChoice[]>([]);
  const [error, setError] = useState<CoreError | null>(null);
  const [busy, setBusy] = useState(false);
  const [archiving, setArchiving] = useState(false);
  useEffect(() => {
    client.call('catalog.taxes', {}).then((answer) => setTaxes(answer.taxes), report);
    if (id === null) return;
    client.call('catalog.product', { id }).then((answer) => {
      if (answer.product) setProduct(answer.product);
      else go('catalog');
    }, report);
  }, [id]);
  // A new product usually has the tax that the others have.
  useEffect(() => {
    if (id === null && taxes[0]) set({ tax: taxes[0].id });
  }, [taxes]);
  useScanner((code) => addCode(code));
  if (!product) return <div class="product-sheet" aria-busy="true" />;

  const set = (change: Partial<ProductSheet>) => {
    setError(null);
    setProduct((known) => known && { ...known, ...change });
  };
  const addCode = (code: string) =>
    setProduct(
      (known) =>
        known && { ...known, barcodes: [...known.barcodes.filter((each) => each !== code), code] },
    );
  const save = async (wanted: ProductSheet) => {
    setBusy(true);
    setError(null);
    try {
      const barcodes = wanted.barcodes.map((code) => code.trim()).filter((code) => code !== '');
      const saved = await client.call('catalog.put_product', { ...wanted, barcodes });
      setProduct(saved.product);
      notify(tp('saved'));
      for (const { value } of saved.doubts) notify(tp('check_digit', { value }), 'danger');
      if (id === null) go('catalog', saved.product.id);
    } catch (thrown) {
      setError(asCoreError(thrown));
    } finally {
      setBusy(false);
    }
  };

  return (
    <>
      <header class="receipts__bar">
        <button type="button" class="button button--quiet receipts__back" onClick={goUp}>
          <Icon name="back" />
          {t('app.back')}
        </button>
        <h2>{id === null ? tp('new_title') : product.name}</h2>
        {id !== null && product.active && (
          <button type="button" class="button button--quiet" onClick={() => setArchiving(true)}>
            <Icon name="trash" size={22} />
            {tp('archive')}
          </button>
        )}
        {id !== null && !product.active && (
          <button
            type="button"
            class="button"
            disabled={busy}
            onClick={() => void save({ ...product, active: true })}
          >
            <Icon name="update" size={22} />
            {tp('restore')}
          </button>
        )}
      </header>
      <form
        class="product-sheet"
        onSubmit={(event) => {
          event.preventDefault();
          void save(product);
        }}
      >
        {!product.active && <p class="notice">{tp('is_archived')}</p>}
        <TextField label={tp('name')} value={product.name} onChange={(name) => set({ name })} />
        <PriceField price={product.price} onChange={(price) => set({ price })} />
        <div class="product-sheet__pair">
          <TextField label={tp('sku')} value={product.sku} onChange={(sku) => set({ sku })} />
          <TextField
            label={tp('unit')}
            value={product.unit}
            list={UNITS}
            onChange={(unit) => set({ unit })}
          />
        </div>
        <CategoryField category={product.category} onChange={(category) => set({ category })} />
        <StationField station={product.station} onChange={(station) => set({ station })} />
        <Labelled label={tp('tax')}>
          <select
            class="input"
            value={product.tax ?? ''}
            onChange={(event) => set({ tax: event.currentTarget.value || null })}
          >
            <option value="">{tp('no_tax')}</option>
            {taxes.map((tax) => (
              <option key={tax.id} value={tax.id}>
                {tax.name}
              </option>
            ))}
          </select>
        </Labelled>
        <Barcodes codes={product.barcodes} onChange={(barcodes) => set({ barcodes })} />
        {id !== null && product.parent === null && <VariantsField product={id} />}
        <ModifierGroups chosen={product.modifiers} onChange={(modifiers) => set({ modifiers })} />
        <MenuFields
          description={product.description}
          allergens={product.allergens}
          tags={product.tags}
          onChange={set}
        />
        <PictureField
          name={product.name}
          image={product.image}
          onChange={(image) => set({ image })}
        />
        <ColorField color={product.color} onChange={(color) => set({ color })} />
        {error && (
          <p class="notice notice--danger" role="alert">
            <Icon name="alert" size={22} />
            {errorText(error)}
          </p>
        )}
        <button
          type="submit"
          class="button button--main button--tall button--wide"
          disabled={busy || product.name === '' || product.sku === ''}
          aria-busy={busy}
        >
          {tp('save')}
        </button>
      </form>
      {archiving && (
        <Question
          title={tp('archive_question', { name: product.name })}
          text={tp('archive_text')}
          yes={tp('archive')}
          danger
          onYes={() => {
            setArchiving(false);
            void save({ ...product, active: false });
          }}
          onClose={() => setArchiving(false)}
        />
      )}
    </>
  );
}

function Labelled({ label, children }: { label: string; children: ComponentChildren }) {
  return (
    <label class="field">
      <span class="field__label">{label}</span>
      {children}
    </label>
  );
}

interface TextFieldProps {
  label: string;
  value: string;
  list?: readonly string[];
  onChange(value: string): void;
}

function TextField({ label, value, list, onChange }: TextFieldProps) {
  return (
    <Labelled label={label}>
      <input
        class="input"
        type="text"
        required
        autoComplete="off"
        maxLength={LONGEST}
        value={value}
        list={list && 'product-units'}
        onInput={(event) => onChange(event.currentTarget.value)}
      />
      {list && (
        <datalist id="product-units">
          {list.map((each) => (
            <option key={each} value={each} />
          ))}
        </datalist>
      )}
    </Labelled>
  );
}

/** Digits are typed as on the till; the point stands where the currency has it. */
function PriceField({ price, onChange }: { price: Minor; onChange(price: Minor): void }) {
  const [open, setOpen] = useState(false);
  return (
    <div class="field">
      <span class="field__label">{tp('price')}</span>
      <button
        type="button"
        class="button button--roomy product-sheet__price"
        aria-haspopup="dialog"
        onClick={() => setOpen(true)}
      >
        <span class="sr-only">{tp('price')} </span>
        <Money minor={price} />
      </button>
      {open && (
        <PriceDialog
          price={price}
          onPrice={(typed) => {
            setOpen(false);
            onChange(typed);
          }}
          onClose={() => setOpen(false)}
        />
      )}
    </div>
  );
}

function CategoryField({
  category,
  onChange,
}: {
  category: Id | null;
  onChange(category: Id | null): void;
}) {
  const [editing, setEditing] = useState<Id | 'new' | null>(null);
  return (
    <div class="product-sheet__category">
      <Labelled label={tp('category')}>
        <select
          class="input"
          value={category ?? ''}
          onChange={(event) => {
            const { value } = event.currentTarget;
            if (value === NEW_CATEGORY) setEditing(NEW_CATEGORY);
            else onChange(value || null);
          }}
        >
          <option value="">{tp('no_category')}</option>
          {categories.value.map((each) => (
            <option key={each.id} value={each.id}>
              {each.name}
            </option>
          ))}
          <option value={NEW_CATEGORY}>{tp('new_category')}</option>
        </select>
      </Labelled>
      {category !== null && (
        <button
          type="button"
          class="button button--icon"
          aria-label={tp('edit_category')}
          aria-haspopup="dialog"
          onClick={() => setEditing(category)}
        >
          <Icon name="more" />
        </button>
      )}
      {editing !== null && (
        <CategoryDialog
          id={editing === NEW_CATEGORY ? null : editing}
          onSaved={(saved) => {
            setEditing(null);
            onChange(saved);
          }}
          onClose={() => setEditing(null)}
        />
      )}
    </div>
  );
}

/** A code that no station has: the product is prepared nowhere, whatever its category says. */
const NO_STATION = '-';

/** KIT-1: where it is prepared. Nothing is asked where the shop has no stations. */
function StationField({ station, onChange }: { station: string; onChange(station: string): void }) {
  const known = [...new Set(stations.value.map(({ code }) => code ?? ''))].filter(Boolean);
  if (known.length === 0 && station === '') return null;
  const strange = station !== '' && station !== NO_STATION && !known.includes(station);
  return (
    <Labelled label={tp('station')}>
      <select
        class="input"
        value={station}
        onChange={(event) => onChange(event.currentTarget.value)}
      >
        <option value="">{tp('station_category')}</option>
        {stations.value.map(({ id, name, code }) => (
          <option key={id} value={code ?? ''}>
            {name}
          </option>
        ))}
        {strange && <option value={station}>{tp('station_elsewhere', { name: station })}</option>}
        <option value={NO_STATION}>{tp('station_none')}</option>
      </select>
    </Labelled>
  );
}

function Barcodes({ codes, onChange }: { codes: string[]; onChange(codes: string[]): void }) {
  return (
    <fieldset class="field product-sheet__codes">
      <legend class="field__label">{tp('barcodes')}</legend>
      <p class="field__hint">{tp('barcodes_hint')}</p>
      {codes.map((code, at) => (
        <div key={at} class="product-sheet__code">
          <input
            class="input"
            type="text"
            inputMode="text"
            autoComplete="off"
            maxLength={LONGEST}
            aria-label={`${tp('barcodes')} ${at + 1}`}
            value={code}
            onInput={(event) => onChange(codes.with(at, event.currentTarget.value))}
          />
          <button
            type="button"
            class="button button--quiet button--icon"
            aria-label={tp('barcode_remove', { code })}
            onClick={() => onChange(codes.toSpliced(at, 1))}
          >
            <Icon name="trash" size={20} />
          </button>
        </div>
      ))}
      <button type="button" class="button" onClick={() => onChange([...codes, ''])}>
        <Icon name="barcode" size={22} />
        {tp('barcode_add')}
      </button>
    </fieldset>
  );
}

const FIRST_COLOR = '#3f7d3a';

function ColorField({ color, onChange }: { color: string; onChange(color: string): void }) {
  return (
    <div class="product-sheet__color">
      <button
        type="button"
        role="checkbox"
        class="button product-sheet__check"
        aria-checked={color !== ''}
        onClick={() => onChange(color === '' ? FIRST_COLOR : '')}
      >
        {tp('color_own')}
      </button>
      {color !== '' && (
        <input
          class="input"
          type="color"
          aria-label={tp('color')}
          value={color}
          onInput={(event) => onChange(event.currentTarget.value)}
        />
      )}
    </div>
  );
}
