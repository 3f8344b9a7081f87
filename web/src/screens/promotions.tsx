import { useEffect, useState } from 'preact/hooks';
import { client, type CoreError } from '../core/client';
import type { BranchChoice, Id, Promotion } from '../core/commands';
import { decimal } from '../format';
import { errorText, t } from '../i18n';
import { tl } from '../i18n/prices';
import { tq } from '../i18n/promotions';
import { categories } from '../state/catalog';
import { asCoreError, notify, report } from '../state/messages';
import { go } from '../state/route';
import { catalogChanged } from '../state/start';
import { Question } from '../ui/dialog';
import { Icon } from '../ui/icon';
import { useKey } from '../ui/keys';
import { Segments } from '../ui/segments';
import { ProductPicker } from './product_picker';
import { ServiceCharges } from './service_charges';
import { TopBar } from './top_bar';
import { ALWAYS, Chips, WindowFields, windowText } from './window_fields';
import './receipts.css';
import './catalog.css';
import './price_lists.css';

const blank = (): Promotion => ({
  id: crypto.randomUUID(),
  name: '',
  kind: 'nth',
  every: 2,
  percent: '100',
  products: [],
  categories: [],
  window: ALWAYS,
  holds: false,
});

/** PRICE-3 and PRICE-4: what comes off by itself, and what is charged for being served. */
export default function Promotions() {
  const [promotions, setPromotions] = useState<Promotion[] | null>(null);
  const [branches, setBranches] = useState<BranchChoice[]>([]);
  const [chosen, setChosen] = useState<Promotion | null>(null);
  useEffect(() => {
    client.call('prices.promotions', {}).then((all) => setPromotions(all.promotions), report);
    client.call('prices.lists', {}).then((all) => setBranches(all.branches), report);
  }, [catalogChanged.value]);
  useKey('Escape', () => (chosen ? setChosen(null) : go('catalog')));
  return (
    <div class="area">
      <TopBar />
      <main class={chosen ? 'receipts catalog receipts--chosen' : 'receipts catalog'}>
        <h1 class="sr-only">{tq('title')}</h1>
        <section class="receipts__list" aria-label={tq('title')}>
          <header class="price-lists__head">
            <button type="button" class="button button--quiet" onClick={() => go('catalog')}>
              <Icon name="back" />
              {tl('back')}
            </button>
            <h2>{tq('title')}</h2>
            <button type="button" class="button button--main" onClick={() => setChosen(blank())}>
              <Icon name="plus" size={22} />
              {tq('add')}
            </button>
          </header>
          <div class="price-lists">
            <p class="price-lists__intro">{tq('intro')}</p>
            {promotions?.length === 0 && (
              <div class="empty">
                <Icon name="tag" size={44} />
                <p class="empty__title">{tq('none')}</p>
                <p>{tq('none_text')}</p>
              </div>
            )}
            <ul class="product-picker">
              {promotions?.map((promotion) => (
                <li key={promotion.id}>
                  <button
                    type="button"
                    class="receipt-row"
                    aria-pressed={promotion.id === chosen?.id}
                    onClick={() => setChosen(promotion)}
                  >
                    <span class="receipt-row__number">{promotion.name}</span>
                    {promotion.holds && <span class="price-lists__holds">{tl('holds')}</span>}
                    <span class="receipt-row__facts">
                      {summary(promotion)} · {windowText(promotion.window)}
                    </span>
                  </button>
                </li>
              ))}
            </ul>
            <ServiceCharges />
          </div>
        </section>
        <section class="receipts__detail" aria-label={tq('pick')}>
          {chosen ? (
            <PromotionSheet
              key={chosen.id}
              promotion={chosen}
              known={promotions?.some(({ id }) => id === chosen.id) ?? false}
              branches={branches}
              onSaved={(all) => {
                setPromotions(all);
                if (!all.some(({ id }) => id === chosen.id)) setChosen(null);
              }}
              onClose={() => setChosen(null)}
            />
          ) : (
            <div class="empty">
              <Icon name="tag" size={44} />
              <p class="empty__title">{tq('pick')}</p>
            </div>
          )}
        </section>
      </main>
    </div>
  );
}

function summary({ kind, every, percent }: Promotion): string {
  return tq(`summary.${kind}`, { every, percent: decimal(percent) });
}

interface PromotionSheetProps {
  promotion: Promotion;
  known: boolean;
  branches: BranchChoice[];
  onSaved(promotions: Promotion[]): void;
  onClose(): void;
}

/** A promotion as it is changed. What is wrong with it, the core says. */
function PromotionSheet({ promotion, known, branches, onSaved, onClose }: PromotionSheetProps) {
  const [wanted, setWanted] = useState(promotion);
  const [error, setError] = useState<CoreError | null>(null);
  const [ending, setEnding] = useState(false);
  const set = (change: Partial<Promotion>) => setWanted({ ...wanted, ...change });
  const save = async (active: boolean) => {
    setError(null);
    try {
      const put = { promotion: { ...wanted, name: wanted.name.trim() }, active };
      const saved = await client.call('prices.put_promotion', put);
      notify(tl('saved'));
      onSaved(saved.promotions);
    } catch (thrown) {
      setError(asCoreError(thrown));
    }
  };
  return (
    <>
      <header class="receipts__bar">
        <button type="button" class="button button--quiet receipts__back" onClick={onClose}>
          <Icon name="back" />
          {t('app.back')}
        </button>
        <h2>{wanted.name === '' ? tq('add') : wanted.name}</h2>
        {known && (
          <button type="button" class="button button--quiet" onClick={() => setEnding(true)}>
            <Icon name="trash" size={22} />
            {tq('archive')}
          </button>
        )}
      </header>
      <form
        class="product-sheet"
        onSubmit={(event) => {
          event.preventDefault();
          void save(true);
        }}
      >
        <label class="field">
          <span class="field__label">{tl('name')}</span>
          <input
            class="input"
            type="text"
            required
            autoComplete="off"
            maxLength={40}
            placeholder={tq('name_example')}
            value={wanted.name}
            onInput={(event) => set({ name: event.currentTarget.value })}
          />
        </label>
        <div class="field">
          <span class="field__label">{tq('kind')}</span>
          <Segments<Promotion['kind']>
            label={tq('kind')}
            chosen={wanted.kind}
            onChoose={(kind) => set({ kind })}
            options={(['percent', 'nth'] as const).map((value) => ({
              value,
              content: tq(`kind.${value}`),
            }))}
          />
        </div>
        <div class="window-fields__pair">
          {wanted.kind === 'nth' && (
            <label class="field">
              <span class="field__label">{tq('every')}</span>
              <input
                class="input"
                type="number"
                min={2}
                max={100}
                required
                value={wanted.every}
                onInput={(event) => set({ every: event.currentTarget.valueAsNumber || 2 })}
              />
            </label>
          )}
          <label class="field">
            <span class="field__label">{tq('percent')}</span>
            <input
              class="input"
              type="number"
              step="0.001"
              min={0}
              max={100}
              required
              value={wanted.percent}
              onInput={(event) => set({ percent: event.currentTarget.value })}
            />
            <span class="field__hint">{tq('percent_hint')}</span>
          </label>
        </div>
        <Targets promotion={wanted} onChange={set} />
        <WindowFields
          window={wanted.window}
          branches={branches}
          onChange={(window) => set({ window })}
        />
        {error && (
          <p class="notice notice--danger" role="alert">
            <Icon name="alert" size={22} />
            {errorText(error)}
          </p>
        )}
        <button
          type="submit"
          class="button button--main button--tall button--wide"
          disabled={wanted.name.trim() === ''}
        >
          {tl('save')}
        </button>
      </form>
      {ending && (
        <Question
          title={tq('archive_question', { name: wanted.name })}
          text={tq('archive_text')}
          yes={tq('archive')}
          danger
          onYes={() => {
            setEnding(false);
            void save(false);
          }}
          onClose={() => setEnding(false)}
        />
      )}
    </>
  );
}

interface TargetsProps {
  promotion: Promotion;
  onChange(change: Partial<Promotion>): void;
}

function Targets({ promotion, onChange }: TargetsProps) {
  const [picking, setPicking] = useState(false);
  const [names, setNames] = useState<ReadonlyMap<Id, string>>(new Map());
  useEffect(() => {
    for (const id of promotion.products) {
      if (names.has(id)) continue;
      client.call('catalog.product', { id }).then(({ product }) => {
        if (product) setNames((known) => new Map(known).set(id, product.name));
      }, report);
    }
  }, [promotion.products]);
  return (
    <fieldset class="field product-sheet__codes">
      <legend class="field__label">{tq('for')}</legend>
      <p class="field__hint">{tq('everything')}</p>
      <Chips
        label={tl('add_category')}
        options={categories.value.map(({ id, name }) => ({ value: id, name }))}
        chosen={promotion.categories}
        onChange={(chosen) => onChange({ categories: chosen })}
      />
      {promotion.products.map((id) => (
        <div key={id} class="product-sheet__code">
          <span class="price-entry__words">{names.get(id) ?? '…'}</span>
          <button
            type="button"
            class="button button--quiet button--icon"
            aria-label={tl('remove', { name: names.get(id) ?? '' })}
            onClick={() => onChange({ products: promotion.products.filter((each) => each !== id) })}
          >
            <Icon name="trash" size={20} />
          </button>
        </div>
      ))}
      <div class="price-entry__adds">
        <button
          type="button"
          class="button"
          aria-haspopup="dialog"
          onClick={() => setPicking(true)}
        >
          <Icon name="plus" size={20} />
          {tq('product')}
        </button>
      </div>
      {picking && (
        <ProductPicker
          title={tl('pick_product')}
          onPick={({ id, name }) => {
            setPicking(false);
            setNames(new Map(names).set(id, name));
            onChange({ products: [...promotion.products.filter((each) => each !== id), id] });
          }}
          onClose={() => setPicking(false)}
        />
      )}
    </fieldset>
  );
}
