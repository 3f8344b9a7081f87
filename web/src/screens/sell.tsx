import { useEffect, useRef, useState } from 'preact/hooks';
import { t } from '../i18n';
import {
  cart,
  hasLines,
  justPaid,
  payExactCash,
  removeLine,
  selectedLine,
  setQuantity,
  startNextSale,
} from '../state/cart';
import { search, searchText } from '../state/catalog';
import { device } from '../state/device';
import { go, route } from '../state/route';
import { actOnTyped } from '../state/scanned';
import {
  dropTyping,
  eraseTyped,
  isTyped,
  takeQuantity,
  takeSettledQuantity,
  typedQuantity,
  typeQuantity,
} from '../state/typing';
import {
  awaitScreen,
  isCharacter,
  isDigit,
  isPressable,
  isTyping,
  KeyLayer,
  useKeys,
  useScanner,
} from '../ui/keys';
import { lazy } from '../ui/lazy';
import { narrow } from '../ui/viewport';
import { CartColumn, CartSheet } from './cart';
import { CategoryRail, ProductGrid } from './products';
import { addFirstFound, SearchField } from './search_field';
import { TopBar } from './top_bar';
import './sell.css';

const Scan = lazy(() => import('./scan'));
const Pay = lazy(() => import('./pay'));
const LicenceOver = lazy(() => import('./licence'));

/** The counter: products on the left, the sale on the right. */
export function Sell() {
  const searchInput = useRef<HTMLInputElement>(null);
  const [cartOpen, setCartOpen] = useState(false);
  const paying = route.value.detail === 'pay' && (cart.value?.lines.length ?? 0) > 0;
  const scanning = route.value.detail === 'scan';
  useSellKeys(() => searchInput.current);
  // A sale that was paid, cleared or put aside is not in view any more; the next one does not open by itself.
  const over = justPaid.value !== null || (cart.value?.lines.length ?? 0) === 0;
  useEffect(() => {
    if (over) setCartOpen(false);
  }, [over]);

  return (
    <div class="sell">
      <TopBar>
        {!narrow.value && !paying && !scanning && <SearchField input={searchInput} />}
      </TopBar>
      <main class="sell__body">
        <h1 class="sr-only">{t('nav.sell')}</h1>
        {paying ? (
          <KeyLayer>
            <Pay />
          </KeyLayer>
        ) : scanning ? (
          <KeyLayer>
            <Scan />
          </KeyLayer>
        ) : over && device.value?.licence?.over ? (
          <LicenceOver />
        ) : (
          <>
            {narrow.value && (
              <div class="sell__search">
                <SearchField input={searchInput} />
              </div>
            )}
            <CategoryRail />
            <ProductGrid onLeaveTop={() => searchInput.current?.focus()} />
          </>
        )}
        {narrow.value ? (
          !paying && <CartSheet open={cartOpen} onOpen={setCartOpen} />
        ) : (
          <CartColumn locked={paying} />
        )}
      </main>
    </div>
  );
}

type SearchInput = () => HTMLInputElement | null;
type Action = (() => unknown) | null;

/** Scanner, shortcuts, and digits for quantities: everything the counter hears besides its buttons. */
function useSellKeys(searchInput: SearchInput): void {
  useScanner(scan);
  useKeys((event) => {
    const shortcut = shortcutOf(event, searchInput);
    if (shortcut) return shortcut;
    if (isTyping(event)) return event.key === 'Enter' ? enterInSearch : null;
    if (event.altKey || event.ctrlKey || event.metaKey) return null;
    return quantityKey(event) ?? lineKey(event) ?? wander(event, searchInput);
  });
}

function scan(code: string): void {
  const quantity = takeSettledQuantity();
  void search('');
  void actOnTyped(code, quantity);
}

function shortcutOf(event: KeyboardEvent, searchInput: SearchInput): Action {
  const shortcuts: Record<string, () => unknown> = {
    F2: () => searchInput()?.focus(),
    F4: focusLastLine,
    F8: payExactCash,
    F9: openPay,
    Escape: stepBack,
  };
  return shortcuts[event.key] ?? null;
}

/** Enter in the search field: the first hit goes into the sale; with nothing typed it pays. */
function enterInSearch(): void {
  if (searchText.value === '') void openPay();
  else addFirstFound();
}

function quantityKey(event: KeyboardEvent): Action {
  const isPoint = event.key === '.' || event.key === ',';
  if (isDigit(event) || (isPoint && typedQuantity.value !== ''))
    return () => typeQuantity(event.key);
  return event.key === 'Backspace' ? eraseTyped : null;
}

/** What a key does to the line that is being edited. */
function lineKey(event: KeyboardEvent): Action {
  const line = selectedLine.value;
  if (line === null) return null;
  if (event.key === 'Delete') return () => removeLine(line);
  if (event.key === 'Enter' && isTyped()) return () => setQuantity(line, takeQuantity()!);
  return null;
}

function wander(event: KeyboardEvent, searchInput: SearchInput): Action {
  if (event.key === 'Enter' && !isPressable(event)) return openPay;
  if (event.key.startsWith('Arrow') && event.target === document.body) return focusGrid;
  if (isCharacter(event) && /\p{L}/u.test(event.key)) searchInput()?.focus(); // which then gets the letter
  return null;
}

/** Escape undoes the nearest thing that was begun. */
function stepBack(): void {
  if (isTyped()) dropTyping();
  else if (selectedLine.value !== null) selectedLine.value = null;
  else if (searchText.value !== '') void search('');
  else if (justPaid.value) startNextSale();
  else (document.activeElement as HTMLElement | null)?.blur();
}

async function openPay(): Promise<void> {
  if (justPaid.value) return startNextSale();
  const arrived = awaitScreen();
  try {
    if (await hasLines()) go('sell', 'pay');
  } finally {
    arrived();
  }
}

function focusGrid(): void {
  document.querySelector<HTMLElement>('.products [tabindex="0"]')?.focus();
}

function focusLastLine(): void {
  [...document.querySelectorAll<HTMLElement>('.cart-line__main')].at(-1)?.focus();
}
