import { useEffect, useState } from 'preact/hooks';
import { client, type CoreError } from '../core/client';
import type { BranchChoice, Id, PriceEntry, PriceList, PriceWindow } from '../core/commands';
import { money } from '../format';
import { errorText, t } from '../i18n';
import { tl } from '../i18n/prices';
import { categories } from '../state/catalog';
import { asCoreError, notify, report } from '../state/messages';
import { go } from '../state/route';
import { catalogChanged } from '../state/start';
import { Question } from '../ui/dialog';
import { Icon } from '../ui/icon';
import { useKey } from '../ui/keys';
import { Money } from '../ui/money';
import { PriceDialog } from './price_dialog';
import { ProductPicker } from './product_picker';
import { TopBar } from './top_bar';
import { ALWAYS, WindowFields, windowText } from './window_fields';
import './receipts.css';
import './catalog.css';
import './price_lists.css';

interface Lists {
  lists: PriceList[];
  branches: BranchChoice[];
}

/** CAT-6: the shop's price lists, in the order in which they decide. */
export default function PriceLists() {
  const [known, setKnown] = useState<Lists | null>(null);
  const [chosen, setChosen] = useState<Id | null>(null);
  useEffect(
    () => void client.call('prices.lists', {}).then(setKnown, report),
    [catalogChanged.value],
  );
  useKey('Escape', () => (chosen ? setChosen(null) : go('catalog')));
  const lists = known?.lists ?? [];
  const raise = (at: number) => {
    const order = lists.map(({ id }) => id);
    const moved = order.toSpliced(at, 1).toSpliced(at - 1, 0, order[at]!);
    client.call('prices.arrange', { lists: moved }).then(setKnown, report);
  };
  return (
    <div class="area">
      <TopBar />
      <main class={chosen ? 'receipts catalog receipts--chosen' : 'receipts catalog'}>
        <h1 class="sr-only">{tl('title')}</h1>
        <section class="receipts__list" aria-label={tl('title')}>
          <header class="price-lists__head">
            <button type="button" class="button button--quiet" onClick={() => go('catalog')}>
              <Icon name="back" />
              {tl('back')}
            </button>
            <h2>{tl('title')}</h2>
            <button
              type="button"
              class="button button--main"
              onClick={() => setChosen(crypto.randomUUID())}
            >
              <Icon name="plus" size={22} />
              {tl('add')}
            </button>
          </header>
          <p class="price-lists__intro">{tl('intro')}</p>
          {known && lists.length === 0 && (
            <div class="empty">
              <Icon name="clock" size={44} />
              <p class="empty__title">{tl('none')}</p>
              <p>{tl('none_text')}</p>
            </div>
          )}
          <ul class="price-lists product-picker">
            {lists.map((list, at) => (
              <li key={list.id} class="price-lists__row">
                <ListRow list={list} chosen={list.id === chosen} onChoose={setChosen} />
                {at > 0 && (
                  <button
                    type="button"
                    class="button button--quiet button--icon"
                    aria-label={tl('earlier', { name: lists[at - 1]!.name })}
                    onClick={() => raise(at)}
                  >
                    <Icon name="up" size={22} />
                  </button>
                )}
              </li>
            ))}
          </ul>
        </section>
        <section class="receipts__detail" aria-label={tl('pick')}>
          {chosen ? (
            <ListSheet
              key={chosen}
              id={chosen}
              branches={known?.branches ?? []}
              onSaved={(saved) => {
                setKnown(saved);
                if (!saved.lists.some(({ id }) => id === chosen)) setChosen(null);
              }}
              onClose={() => setChosen(null)}
            />
          ) : (
            <div class="empty">
              <Icon name="clock" size={44} />
              <p class="empty__title">{tl('pick')}</p>
            </div>
          )}
        </section>
      </main>
    </div>
  );
}

interface ListRowProps {
  list: PriceList;
  chosen: boolean;
  onChoose(id: Id): void;
}

function ListRow({ list, chosen, onChoose }: ListRowProps) {
  return (
    <button
      type="button"
      class="receipt-row"
      aria-pressed={chosen}
      onClick={() => onChoose(list.id)}
    >
      <span class="receipt-row__number">{list.name}</span>
      {list.holds && <span class="price-lists__holds">{tl('holds')}</span>}
      <span class="receipt-row__facts">
        {windowText(list.window)} ·{' '}
        {list.entries === 1 ? tl('entries_one') : tl('entries', { n: list.entries })}
      </span>
    </button>
  );
}

interface ListSheetProps {
  id: Id;
  branches: BranchChoice[];
  onSaved(lists: Lists): void;
  onClose(): void;
}

/** A list as it is changed. What is wrong with it, the core says. */
function ListSheet({ id, branches, onSaved, onClose }: ListSheetProps) {
  const [name, setName] = useState('');
  const [window, setWindow] = useState<PriceWindow>(ALWAYS);
  const [entries, setEntries] = useState<PriceEntry[]>([]);
  const [removed, setRemoved] = useState<PriceEntry[]>([]);
  const [made, setMade] = useState(false);
  const [error, setError] = useState<CoreError | null>(null);
  const [archiving, setArchiving] = useState(false);
  useEffect(() => {
    client.call('prices.list', { id }).then((sheet) => {
      if (!sheet.list) return;
      setMade(true);
      setName(sheet.list.name);
      setWindow(sheet.list.window);
      setEntries(sheet.entries);
    }, report);
  }, [id]);
  const save = async (active: boolean) => {
    setError(null);
    try {
      const put = { id, name: name.trim(), window, entries, removed, active };
      const saved = await client.call('prices.put', put);
      setMade(true);
      setRemoved([]);
      notify(tl('saved'));
      onSaved(saved);
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
        <h2>{name === '' ? tl('add') : name}</h2>
        {made && (
          <button type="button" class="button button--quiet" onClick={() => setArchiving(true)}>
            <Icon name="trash" size={22} />
            {tl('archive')}
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
            placeholder={tl('name_example')}
            value={name}
            onInput={(event) => setName(event.currentTarget.value)}
          />
        </label>
        <Entries
          entries={entries}
          onChange={setEntries}
          onRemove={(entry) => {
            setEntries(entries.filter((each) => each !== entry));
            setRemoved([...removed, entry]);
          }}
        />
        <WindowFields window={window} branches={branches} onChange={setWindow} />
        {error && (
          <p class="notice notice--danger" role="alert">
            <Icon name="alert" size={22} />
            {errorText(error)}
          </p>
        )}
        <button
          type="submit"
          class="button button--main button--tall button--wide"
          disabled={name.trim() === ''}
        >
          {tl('save')}
        </button>
      </form>
      {archiving && (
        <Question
          title={tl('archive_question', { name })}
          text={tl('archive_text')}
          yes={tl('archive')}
          danger
          onYes={() => {
            setArchiving(false);
            void save(false);
          }}
          onClose={() => setArchiving(false)}
        />
      )}
    </>
  );
}

const FIRST_PERCENT = '-10';

interface EntriesProps {
  entries: PriceEntry[];
  onChange(entries: PriceEntry[]): void;
  onRemove(entry: PriceEntry): void;
}

function Entries({ entries, onChange, onRemove }: EntriesProps) {
  const [picking, setPicking] = useState(false);
  const add = (entry: Partial<PriceEntry>) => {
    const whole: PriceEntry = {
      product: null,
      category: null,
      name: '',
      catalogPrice: null,
      price: null,
      percent: null,
      ...entry,
    };
    const there = entries.some((each) => isSame(each, whole));
    if (!there) onChange([...entries, whole]);
  };
  return (
    <fieldset class="field product-sheet__codes">
      <legend class="field__label">{tl('says')}</legend>
      {entries.length === 0 && <p class="field__hint">{tl('nothing_said')}</p>}
      {entries.map((entry, at) => (
        <EntryRow
          key={`${entry.product} ${entry.category}`}
          entry={entry}
          onChange={(change) => onChange(entries.with(at, { ...entry, ...change }))}
          onRemove={() => onRemove(entry)}
        />
      ))}
      <div class="price-entry__adds">
        <button
          type="button"
          class="button"
          aria-haspopup="dialog"
          onClick={() => setPicking(true)}
        >
          <Icon name="plus" size={20} />
          {tl('add_product')}
        </button>
        <select
          class="input"
          aria-label={tl('add_category')}
          value=""
          onChange={(event) => {
            const picked = categories.value.find(({ id }) => id === event.currentTarget.value);
            if (picked) add({ category: picked.id, name: picked.name, percent: FIRST_PERCENT });
            event.currentTarget.value = '';
          }}
        >
          <option value="">+ {tl('add_category')}</option>
          {categories.value.map((each) => (
            <option key={each.id} value={each.id}>
              {each.name}
            </option>
          ))}
        </select>
        <button type="button" class="button" onClick={() => add({ percent: FIRST_PERCENT })}>
          <Icon name="plus" size={20} />
          {tl('everything')}
        </button>
      </div>
      {picking && (
        <ProductPicker
          title={tl('pick_product')}
          onPick={(product) => {
            setPicking(false);
            add({
              product: product.id,
              name: product.name,
              catalogPrice: product.price,
              price: product.price,
            });
          }}
          onClose={() => setPicking(false)}
        />
      )}
    </fieldset>
  );
}

function isSame(one: PriceEntry, other: PriceEntry): boolean {
  return one.product === other.product && one.category === other.category;
}

interface EntryRowProps {
  entry: PriceEntry;
  onChange(change: Partial<PriceEntry>): void;
  onRemove(): void;
}

function EntryRow({ entry, onChange, onRemove }: EntryRowProps) {
  const [pricing, setPricing] = useState(false);
  const name = entry.name === '' ? tl('everything') : entry.name;
  const priced = entry.percent === null;
  return (
    <div class="price-entry">
      <span class="price-entry__words">
        {name}
        {entry.catalogPrice !== null && (
          <small>{tl('catalog_price', { price: money(entry.catalogPrice) })}</small>
        )}
      </span>
      {priced ? (
        <button
          type="button"
          class="button"
          aria-haspopup="dialog"
          onClick={() => setPricing(true)}
        >
          <span class="sr-only">{tl('price')} </span>
          <Money minor={entry.price ?? 0} />
        </button>
      ) : (
        <span class="price-entry__percent">
          <input
            class="input"
            type="number"
            step="0.001"
            min={-100}
            max={1000}
            required
            aria-label={tl('percent_of', { name })}
            value={entry.percent ?? ''}
            onInput={(event) => onChange({ percent: event.currentTarget.value })}
          />
          %
        </span>
      )}
      {entry.product === null ? (
        <span />
      ) : (
        <button
          type="button"
          class="button button--quiet button--icon"
          aria-label={tl(priced ? 'percent' : 'price')}
          onClick={() =>
            onChange(
              priced
                ? { price: null, percent: FIRST_PERCENT }
                : { price: entry.catalogPrice, percent: null },
            )
          }
        >
          {priced ? '%' : <Icon name="tag" size={20} />}
        </button>
      )}
      <button
        type="button"
        class="button button--quiet button--icon"
        aria-label={tl('remove', { name })}
        onClick={onRemove}
      >
        <Icon name="trash" size={20} />
      </button>
      {pricing && (
        <PriceDialog
          price={entry.price ?? 0}
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
