import type { Ref } from 'preact';
import { t } from '../i18n';
import { addProduct } from '../state/cart';
import { search, searchText, shelf } from '../state/catalog';
import { go } from '../state/route';
import { actOnTyped } from '../state/scanned';
import { takeQuantity } from '../state/typing';
import { Icon } from '../ui/icon';

const LOOKS_LIKE_BARCODE = /^\d{8,14}$/;

interface SearchFieldProps {
  input: Ref<HTMLInputElement>;
  /** Whether the camera is offered; it looks for what is sold, not for what is ordered. */
  scan?: boolean;
}

export function SearchField({ input, scan = true }: SearchFieldProps) {
  return (
    <div class="search-field" role="search">
      <Icon name="search" size={22} />
      <input
        ref={input}
        class="search-field__input"
        type="text"
        inputMode="search"
        enterKeyHint="done"
        autoComplete="off"
        autoCapitalize="off"
        spellcheck={false}
        aria-label={t('sell.search')}
        placeholder={t('sell.search')}
        value={searchText.value}
        onInput={(event) => void search(event.currentTarget.value)}
        onKeyDown={(event) => event.key === 'ArrowDown' && focusResults(event)}
      />
      {searchText.value === '' ? (
        <>
          <kbd class="kbd">F2</kbd>
          {scan && (
            <button
              type="button"
              class="button button--quiet button--icon"
              aria-label={t('scan.open')}
              onClick={() => go('sell', 'scan')}
            >
              <Icon name="barcode" />
            </button>
          )}
        </>
      ) : (
        <button
          type="button"
          class="button button--quiet button--icon"
          aria-label={t('sell.search_clear')}
          onClick={() => void search('')}
        >
          <Icon name="close" size={20} />
        </button>
      )}
    </div>
  );
}

/** A typed barcode, or the first product that was found. */
export function addFirstFound(): void {
  const text = searchText.value.trim();
  const quantity = takeQuantity();
  const first = shelf.value?.at(0);
  if (LOOKS_LIKE_BARCODE.test(text)) void actOnTyped(text, quantity);
  else if (first) void addProduct(first, quantity);
  if (LOOKS_LIKE_BARCODE.test(text) || first) void search('');
}

function focusResults(event: KeyboardEvent): void {
  event.preventDefault();
  document.querySelector<HTMLElement>('.products [tabindex="0"]')?.focus();
}
