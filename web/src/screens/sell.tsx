import { useEffect, useRef, useState } from 'preact/hooks';
import { t } from '../i18n';
import { addBarcode, cart, hasLines, justPaid, payExactCash, removeLine, selectedLine, setQuantity, startNextSale } from '../state/cart';
import { search, searchText } from '../state/catalog';
import { go, goUp, route } from '../state/route';
import { dropTyping, eraseTyped, settleTyping, takeQuantity, takeSettledQuantity, typedQuantity, typeQuantity } from '../state/typing';
import { isCharacter, isDigit, isPressable, isTyping, KeyLayer, useKeys } from '../ui/keys';
import { WedgeReader } from '../ui/scanner';
import { narrow } from '../ui/viewport';
import { CartColumn, CartSheet } from './cart';
import { Pay } from './pay';
import { CategoryRail, ProductGrid } from './products';
import { addFirstFound, SearchField } from './search_field';
import { TopBar } from './top_bar';
import './sell.css';

/** The counter: products on the left, the sale on the right. */
export function Sell() {
  const searchInput = useRef<HTMLInputElement>(null);
  const [cartOpen, setCartOpen] = useState(false);
  const paying = route.value.detail === 'pay' && (cart.value?.lines.length ?? 0) > 0;
  useSellKeys(() => searchInput.current);
  useEffect(() => {
    if (justPaid.value) setCartOpen(false);
  }, [justPaid.value]);

  return (
    <div class="sell">
      <TopBar>{!narrow.value && !paying && <SearchField input={searchInput} />}</TopBar>
      <main class="sell__body">
        <h1 class="sr-only">{t('nav.sell')}</h1>
        {paying ? (
          <KeyLayer><Pay /></KeyLayer>
        ) : (
          <>
            {narrow.value && <div class="sell__search"><SearchField input={searchInput} /></div>}
            <CategoryRail />
            <ProductGrid onLeaveTop={() => searchInput.current?.focus()} />
          </>
        )}
        {narrow.value ? !paying && <CartSheet open={cartOpen} onOpen={setCartOpen} /> : <CartColumn locked={paying} />}
      </main>
    </div>
  );
}

/** Scanner, shortcuts, and digits for quantities: everything the counter hears besides its buttons. */
function useSellKeys(searchInput: () => HTMLInputElement | null): void {
  const [reader] = useState(() => new WedgeReader());

  useKeys((event) => {
    const code = reader.push(event.key, event.timeStamp);
    if (code !== null) return scan(code), true;
    if (shortcut(event, searchInput)) return true;
    if (isTyping(event)) return event.key === 'Enter' && enterInSearch();
    if (event.altKey || event.ctrlKey || event.metaKey) return false;
    return quantityKey(event) || lineKey(event) || wander(event, searchInput);
  });
}

function scan(code: string): void {
  const quantity = takeSettledQuantity();
  void search('');
  void addBarcode(code, quantity);
}

function shortcut(event: KeyboardEvent, searchInput: () => HTMLInputElement | null): boolean {
  if (event.key === 'F2') return searchInput()?.focus(), true;
  if (event.key === 'F4') return focusLastLine(), true;
  if (event.key === 'F8') return void payExactCash(), true;
  if (event.key === 'F9') return void openPay(), true;
  if (event.key === 'Escape') return stepBack();
  return false;
}

/** Enter in the search field: the first hit goes into the sale; with nothing typed it pays. */
function enterInSearch(): boolean {
  if (searchText.value === '') void openPay();
  else addFirstFound();
  return true;
}

function quantityKey(event: KeyboardEvent): boolean {
  if (isDigit(event) || ((event.key === '.' || event.key === ',') && typedQuantity.value !== '')) return typeQuantity(event.key), true;
  if (event.key === 'Backspace') return eraseTyped(), true;
  return false;
}

function lineKey(event: KeyboardEvent): boolean {
  const line = selectedLine.value;
  if (event.key === 'Enter') settleTyping();
  if (event.key === 'Enter' && line !== null && typedQuantity.value !== '') return void setQuantity(line, takeQuantity()!), true;
  if (event.key === 'Delete' && line !== null) return void removeLine(line), true;
  return false;
}

function wander(event: KeyboardEvent, searchInput: () => HTMLInputElement | null): boolean {
  if (event.key === 'Enter' && !isPressable(event)) return void openPay(), true;
  if (event.key.startsWith('Arrow') && event.target === document.body) return focusGrid(), true;
  if (isCharacter(event) && /\p{L}/u.test(event.key)) searchInput()?.focus();
  return false;
}

/** Escape undoes the nearest thing that was begun. */
function stepBack(): boolean {
  if (typedQuantity.value !== '') dropTyping();
  else if (selectedLine.value !== null) selectedLine.value = null;
  else if (searchText.value !== '') void search('');
  else if (justPaid.value) startNextSale();
  else if (route.value.detail) goUp();
  else (document.activeElement as HTMLElement | null)?.blur();
  return true;
}

async function openPay(): Promise<void> {
  if (justPaid.value) startNextSale();
  else if (await hasLines()) go('sell', 'pay');
}

function focusGrid(): void {
  document.querySelector<HTMLElement>('.products [tabindex="0"]')?.focus();
}

function focusLastLine(): void {
  [...document.querySelectorAll<HTMLElement>('.cart-line__main')].at(-1)?.focus();
}
