import { useEffect, useRef, useState } from 'preact/hooks';
import { client } from '../core/client';
import type { Id, Minor } from '../core/commands';
import { t } from '../i18n';
import { tp } from '../i18n/catalog';
import { report } from '../state/messages';
import { go, goUp, route } from '../state/route';
import { catalogChanged } from '../state/start';
import { Icon } from '../ui/icon';
import { isTyping, useKeys } from '../ui/keys';
import { Money } from '../ui/money';
import { Segments } from '../ui/segments';
import { Virtual } from '../ui/virtual';
import ProductSheetForm from './product_sheet';
import { lazy } from '../ui/lazy';
import { TopBar } from './top_bar';
import './receipts.css';
import './catalog.css';

const PAGE = 200;
const NEW = 'new';
const PRICES = 'prices';
const PROMOTIONS = 'promotions';
const IMPORT = 'import';
const Import = lazy(() => import('./import'));
const Promotions = lazy(() => import('./promotions'));
const PriceLists = lazy(() => import('./price_lists'));

type Shown = 'on_sale' | 'archived';

/** What a row of the list shows. */
interface Row {
  id: Id;
  sku: string;
  name: string;
  price: Minor;
}

/** The products of the shop, and what belongs to them. */
export default function Catalog() {
  if (route.value.detail === PRICES) return <PriceLists />;
  if (route.value.detail === PROMOTIONS) return <Promotions />;
  if (route.value.detail === IMPORT) return <Import />;
  return <Products />;
}

/** Every product of the shop, and the sheet on which the chosen one is changed. */
function Products() {
  const chosen = route.value.detail;
  const input = useRef<HTMLInputElement>(null);
  const [text, setText] = useState('');
  const [shown, setShown] = useState<Shown>('on_sale');
  const { total, at, ensure } = useProducts(shown, text);
  useKeys((event) => {
    if (event.key === 'F2') return () => input.current?.focus();
    if (event.key !== 'Escape') return null;
    return isTyping(event) && text !== '' ? () => setText('') : goUp;
  });

  return (
    <div class="area">
      <TopBar />
      <main class={chosen ? 'receipts catalog receipts--chosen' : 'receipts catalog'}>
        <h1 class="sr-only">{tp('title')}</h1>
        <section class="receipts__list" aria-label={tp('title')}>
          <div class="receipts__search catalog__head">
            <div class="search-field">
              <Icon name="search" size={22} />
              <input
                ref={input}
                class="search-field__input"
                type="text"
                inputMode="search"
                autoComplete="off"
                spellcheck={false}
                aria-label={tp('search')}
                placeholder={tp('search')}
                value={text}
                onInput={(event) => {
                  setShown('on_sale');
                  setText(event.currentTarget.value);
                }}
              />
              <kbd class="kbd">F2</kbd>
            </div>
            <button type="button" class="button button--main" onClick={() => go('catalog', NEW)}>
              <Icon name="plus" size={22} />
              {tp('add')}
            </button>
          </div>
          <div class="catalog__which">
            <Segments<Shown>
              label={tp('title')}
              chosen={shown}
              onChoose={(which) => {
                setText('');
                setShown(which);
              }}
              options={[
                { value: 'on_sale', content: tp('on_sale') },
                { value: 'archived', content: tp('archived') },
              ]}
            />
            <button type="button" class="button" onClick={() => go('catalog', PRICES)}>
              <Icon name="clock" size={20} />
              {tp('price_lists')}
            </button>
            <button type="button" class="button" onClick={() => go('catalog', PROMOTIONS)}>
              <Icon name="tag" size={20} />
              {tp('promotions')}
            </button>
            <button type="button" class="button" onClick={() => go('catalog', IMPORT)}>
              <Icon name="download" size={20} />
              {tp('import')}
            </button>
          </div>
          {total === 0 ? (
            <div class="empty">
              <Icon name="tag" size={44} />
              <p class="empty__title">
                {text
                  ? t('sell.nothing_found', { text })
                  : tp(shown === 'archived' ? 'none_archived' : 'none')}
              </p>
            </div>
          ) : (
            <Virtual
              class="receipts__rows"
              label={tp('title')}
              count={total ?? 0}
              minColumnWidth={null}
              rowHeight={64}
              gap={0}
              resetKey={`${shown} ${text}`}
              onShown={ensure}
              onLeaveTop={() => input.current?.focus()}
              cell={(index, tabIndex) => {
                const row = at(index);
                return row ? (
                  <ProductRow row={row} chosen={row.id === chosen} tabIndex={tabIndex} />
                ) : (
                  <div class="skeleton" />
                );
              }}
            />
          )}
        </section>
        <section class="receipts__detail" aria-label={tp('pick')}>
          {chosen ? (
            <ProductSheetForm key={chosen} id={chosen === NEW ? null : chosen} />
          ) : (
            <div class="empty">
              <Icon name="tag" size={44} />
              <p class="empty__title">{tp('pick')}</p>
            </div>
          )}
        </section>
      </main>
    </div>
  );
}

function ProductRow({ row, chosen, tabIndex }: { row: Row; chosen: boolean; tabIndex: 0 | -1 }) {
  return (
    <button
      type="button"
      class="receipt-row"
      aria-pressed={chosen}
      tabIndex={tabIndex}
      onClick={() => go('catalog', row.id)}
    >
      <span class="receipt-row__number">{row.name}</span>
      <span class="receipt-row__total">
        <Money minor={row.price} />
      </span>
      <span class="receipt-row__facts">{row.sku}</span>
    </button>
  );
}

/** Reads the pages that are in view; a search is one page. */
function useProducts(shown: Shown, text: string) {
  const [pages, setPages] = useState<ReadonlyMap<number, Row[]>>(new Map());
  const [total, setTotal] = useState<number | null>(null);
  const asked = useRef(new Set<number>());
  const wanted = useRef('');
  const query = `${shown} ${text} ${catalogChanged.value}`;
  wanted.current = query;

  const page = (number: number): Promise<{ total: number; products: Row[] }> => {
    const range = { offset: number * PAGE, limit: PAGE };
    if (shown === 'archived') return client.call('catalog.archived', range);
    if (text === '') return client.call('catalog.products', { category: null, ...range });
    return client
      .call('catalog.search', { text, limit: PAGE })
      .then(({ products }) => ({ total: products.length, products }));
  };
  const read = (number: number) => {
    if (asked.current.has(number)) return;
    asked.current.add(number);
    page(number).then((answer) => {
      if (wanted.current !== query) return;
      setTotal(answer.total);
      setPages((known) => new Map(known).set(number, answer.products));
    }, report);
  };
  useEffect(() => {
    const again = [...asked.current];
    asked.current = new Set();
    // After a change elsewhere the same pages are read again, where they stand.
    for (const number of again.length > 0 && text === '' ? again : [0]) read(number);
  }, [query]);

  return {
    total,
    at: (index: number): Row | undefined => pages.get(Math.floor(index / PAGE))?.[index % PAGE],
    ensure: (from: number, to: number) => {
      if (text !== '' || total === null) return;
      for (let number = Math.floor(from / PAGE); number * PAGE < Math.min(to, total); number++)
        read(number);
    },
  };
}
