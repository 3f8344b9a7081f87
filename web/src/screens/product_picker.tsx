import { useEffect, useState } from 'preact/hooks';
import { client } from '../core/client';
import type { ProductTile } from '../core/commands';
import { t } from '../i18n';
import { tp } from '../i18n/catalog';
import { report } from '../state/messages';
import { Dialog } from '../ui/dialog';
import { Icon } from '../ui/icon';
import { Money } from '../ui/money';
import './customers.css';

const SHOWN = 50;

interface ProductPickerProps {
  title: string;
  onPick(product: ProductTile): void;
  onClose(): void;
}

/** Finds a product by any part of its name, SKU or code. */
export function ProductPicker({ title, onPick, onClose }: ProductPickerProps) {
  const [text, setText] = useState('');
  const [products, setProducts] = useState<ProductTile[] | null>(null);
  useEffect(() => {
    let wanted = true;
    const asked =
      text === ''
        ? client.call('catalog.products', { category: null, offset: 0, limit: SHOWN })
        : client.call('catalog.search', { text, limit: SHOWN });
    asked.then((page) => wanted && setProducts(page.products), report);
    return () => {
      wanted = false;
    };
  }, [text]);
  return (
    <Dialog title={title} onClose={onClose}>
      <div class="customer-picker">
        <div class="search-field">
          <Icon name="search" size={22} />
          <input
            class="search-field__input"
            type="text"
            inputMode="search"
            autoComplete="off"
            spellcheck={false}
            autofocus
            aria-label={tp('search')}
            placeholder={tp('search')}
            value={text}
            onInput={(event) => setText(event.currentTarget.value)}
          />
        </div>
        {products?.length === 0 && (
          <div class="empty">
            <Icon name="tag" size={44} />
            <p class="empty__title">
              {text === '' ? tp('none') : t('sell.nothing_found', { text })}
            </p>
          </div>
        )}
        <ul class="product-picker">
          {products?.map((product) => (
            <li key={product.id}>
              <button type="button" class="receipt-row" onClick={() => onPick(product)}>
                <span class="receipt-row__number">{product.name}</span>
                <span class="receipt-row__total">
                  <Money minor={product.price} />
                </span>
                <span class="receipt-row__facts">{product.sku}</span>
              </button>
            </li>
          ))}
        </ul>
      </div>
    </Dialog>
  );
}
