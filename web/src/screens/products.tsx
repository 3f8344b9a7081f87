import { decimal } from '../format';
import { t, tn } from '../i18n';
import type { Category, ProductTile } from '../core/commands';
import { addProduct, cart, justPaid } from '../state/cart';
import {
  categories,
  category,
  categoryOf,
  ensureShown,
  foundTotal,
  search,
  searchText,
  shelf,
  shelfNumber,
  showCategory,
} from '../state/catalog';
import { report } from '../state/messages';
import { priceOf } from '../state/offers';
import { takeQuantity } from '../state/typing';
import { CategoryGlyph, ProductGlyph } from '../ui/glyph';
import { Icon } from '../ui/icon';
import { Money } from '../ui/money';
import { tint } from '../ui/tint';
import { narrow } from '../ui/viewport';
import { Virtual } from '../ui/virtual';
import './products.css';

/** Longer names are set smaller and in more lines: in a supermarket they differ at their end. */
const LONG_NAME = 32;

export function CategoryRail() {
  const move = (event: KeyboardEvent) => {
    const step = { ArrowDown: 1, ArrowRight: 1, ArrowUp: -1, ArrowLeft: -1 }[event.key];
    if (!step) return;
    event.preventDefault();
    const buttons = [...(event.currentTarget as HTMLElement).querySelectorAll('button')];
    buttons[buttons.indexOf(event.target as HTMLButtonElement) + step]?.focus();
  };
  return (
    <nav class="rail" aria-label={t('sell.categories')} onKeyDown={move}>
      <RailButton
        chosen={category.value === null}
        onChoose={() => choose(null)}
        name={t('sell.all')}
      />
      {categories.value.map((each) => (
        <RailButton
          key={each.id}
          chosen={category.value === each.id}
          onChoose={() => choose(each.id)}
          name={each.name}
          category={each}
        />
      ))}
    </nav>
  );
}

function choose(id: string | null): void {
  void search('');
  showCategory(id).catch(report);
}

interface RailButtonProps {
  name: string;
  chosen: boolean;
  onChoose(): void;
  category?: Category;
}

function RailButton({ name, chosen, onChoose, category: shown }: RailButtonProps) {
  const active = chosen && searchText.value === '';
  return (
    <button
      type="button"
      class="rail__button"
      style={tint(shown ? shown.color : 'var(--brand)')}
      aria-pressed={active}
      onClick={onChoose}
    >
      <span class="rail__glyph">
        {shown ? <CategoryGlyph category={shown} size={26} /> : <Icon name="counter" size={26} />}
      </span>
      <span class="rail__name">{name}</span>
    </button>
  );
}

interface ProductGridProps {
  onLeaveTop(): void;
  /** Where a tapped product goes, and how many are there; the sale when nothing else is said. */
  onPick?(product: ProductTile): void;
  countOf?(product: ProductTile): string | null;
  /** For guests who stand before it, and do not know it. */
  large?: boolean;
}

export function ProductGrid({
  onLeaveTop,
  large = false,
  onPick = addToSale,
  countOf = countInSale,
}: ProductGridProps) {
  const shown = shelf.value;
  const phone = narrow.value;
  if (shown === null)
    return (
      <div class="products products--loading" aria-busy="true">
        {Array.from({ length: 20 }, (_, at) => (
          <div key={at} class="skeleton" />
        ))}
      </div>
    );
  if (shown.total === 0) return <NothingThere />;
  return (
    <div class="shelf">
      {foundTotal.value !== null && (
        <p class="shelf__note" role="status">
          {tn('sell.results', foundTotal.value)}
        </p>
      )}
      <Virtual
        class="products"
        label={t('sell.products')}
        count={shown.total}
        minColumnWidth={phone ? 150 : large ? 210 : 144}
        rowHeight={large ? 170 : phone ? 108 : 120}
        gap={phone ? 8 : 10}
        resetKey={shelfNumber.value}
        onShown={ensureShown}
        onLeaveTop={onLeaveTop}
        cell={(index, tabIndex) => {
          const product = shown.at(index);
          return product ? (
            <Tile
              key={product.id}
              product={product}
              count={countOf(product)}
              tabIndex={tabIndex}
              onPick={onPick}
              large={large}
            />
          ) : (
            <div class="skeleton" />
          );
        }}
      />
    </div>
  );
}

function NothingThere() {
  const text = searchText.value;
  return (
    <div class="shelf">
      <div class="empty" role="status">
        <Icon name={text ? 'search' : 'counter'} size={44} />
        <p class="empty__title">
          {text ? t('sell.nothing_found', { text }) : t('sell.no_products')}
        </p>
        <p>{text ? t('sell.nothing_found_hint') : t('sell.no_products_hint')}</p>
      </div>
    </div>
  );
}

function addToSale(product: ProductTile): void {
  void addProduct(product, takeQuantity());
}

function countInSale(product: ProductTile): string | null {
  if (justPaid.value) return null;
  return cart.value?.lines.find((line) => line.product === product.id)?.quantity ?? null;
}

interface TileProps {
  product: ProductTile;
  count: string | null;
  tabIndex: 0 | -1;
  onPick(product: ProductTile): void;
  large: boolean;
}

function Tile({ product, count, tabIndex, onPick, large }: TileProps) {
  const shelfCategory = categoryOf(product);
  return (
    <button
      type="button"
      class={`tile ${large ? 'tile--large' : ''} ${count !== null ? 'tile--in-cart' : ''} ${product.name.length > LONG_NAME ? 'tile--long' : ''}`}
      style={tint(product.color || shelfCategory?.color)}
      tabIndex={tabIndex}
      disabled={!product.active}
      onClick={() => onPick(product)}
    >
      <span class="tile__top">
        <span class="tile__glyph">
          <ProductGlyph product={product} category={shelfCategory} size={22} />
        </span>
        <span
          class={`tile__price ${priceOf(product) === product.price ? '' : 'tile__price--offer'}`}
        >
          <Money minor={priceOf(product)} />
        </span>
      </span>
      <span class="tile__name">{product.name}</span>
      {count !== null && (
        <span class="tile__count">
          <span class="sr-only">{t('sell.in_cart', { quantity: decimal(count) })}</span>
          <span aria-hidden="true">{decimal(count)}</span>
        </span>
      )}
    </button>
  );
}
