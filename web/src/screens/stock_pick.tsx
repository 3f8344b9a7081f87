import { useEffect, useState } from 'preact/hooks';
import { client } from '../core/client';
import type { StockItem } from '../core/commands';
import { decimal } from '../format';
import { errorText } from '../i18n';
import { ts } from '../i18n/stock';
import { asCoreError, notify, report } from '../state/messages';
import { Icon } from '../ui/icon';
import { useScanner } from '../ui/keys';

const MOST = 8;

interface PickItemProps {
  label: string;
  /** Also what is not counted but made by a recipe. */
  made?: boolean;
  onPick(item: StockItem): void;
}

/** Finds an item by any part of its name or by its code, typed or scanned. */
export function PickItem({ label, made = false, onPick }: PickItemProps) {
  const [text, setText] = useState('');
  const [found, setFound] = useState<StockItem[]>([]);
  useEffect(() => {
    let wanted = true;
    if (text.trim() === '') setFound([]);
    else
      client
        .call('stock.list', { search: text, made, offset: 0, limit: MOST })
        .then(({ items }) => wanted && setFound(items), report);
    return () => {
      wanted = false;
    };
  }, [text, made]);
  const pick = (item: StockItem) => {
    setText('');
    onPick(item);
  };
  useScanner((code) =>
    client.call('stock.item', { code }).then(
      ({ item }) => pick(item),
      (error) => notify(errorText(asCoreError(error)), 'danger'),
    ),
  );
  return (
    <div class="stock-pick">
      <div class="search-field">
        <Icon name="search" size={22} />
        <input
          class="search-field__input"
          type="text"
          inputMode="search"
          autoComplete="off"
          spellcheck={false}
          aria-label={label}
          placeholder={label}
          value={text}
          onInput={(event) => setText(event.currentTarget.value)}
          onKeyDown={(event) => {
            if (event.key !== 'Enter') return;
            event.preventDefault();
            if (found[0]) pick(found[0]);
          }}
        />
      </div>
      {text.trim() !== '' && (
        <ul class="stock-pick__found">
          {found.map((item) => (
            <li key={item.id}>
              <button type="button" class="stock-pick__one" onClick={() => pick(item)}>
                <span>{item.name}</span>
                <span class="stock-pick__there">
                  {decimal(item.quantity)} {item.units[0]!.name}
                </span>
              </button>
            </li>
          ))}
          {found.length === 0 && <li class="field__hint">{ts('nothing_found', { text })}</li>}
        </ul>
      )}
    </div>
  );
}
