import { useState } from 'preact/hooks';
import type { Customer } from '../core/commands';
import { t } from '../i18n';
import { documentName, tu } from '../i18n/customers';
import { blankCustomer, useCustomers } from '../state/customers';
import { Dialog } from '../ui/dialog';
import { Icon } from '../ui/icon';
import { Virtual } from '../ui/virtual';
import { CustomerDialog } from './customer_form';
import './customers.css';

interface CustomerPickerProps {
  title: string;
  onPick(customer: Customer): void;
  onClose(): void;
}

/** Finds a customer, or makes one on the spot. */
export default function CustomerPicker({ title, onPick, onClose }: CustomerPickerProps) {
  const [text, setText] = useState('');
  const [making, setMaking] = useState(false);
  const { total, at, ensure } = useCustomers(true, text);
  return (
    <Dialog title={title} onClose={onClose}>
      <div class="customer-picker">
        <div class="customer-picker__head">
          <div class="search-field">
            <Icon name="search" size={22} />
            <input
              class="search-field__input"
              type="text"
              inputMode="search"
              autoComplete="off"
              spellcheck={false}
              autofocus
              aria-label={tu('search')}
              placeholder={tu('search')}
              value={text}
              onInput={(event) => setText(event.currentTarget.value)}
            />
          </div>
          <button
            type="button"
            class="button button--main"
            aria-haspopup="dialog"
            onClick={() => setMaking(true)}
          >
            <Icon name="plus" size={22} />
            {tu('add')}
          </button>
        </div>
        {total === 0 ? (
          <div class="empty">
            <Icon name="people" size={44} />
            <p class="empty__title">
              {text === '' ? tu('none') : t('sell.nothing_found', { text })}
            </p>
          </div>
        ) : (
          <Virtual
            class="customer-picker__rows"
            label={tu('title')}
            count={total ?? 0}
            minColumnWidth={null}
            rowHeight={64}
            gap={0}
            resetKey={text}
            onShown={ensure}
            cell={(index, tabIndex) => {
              const customer = at(index);
              return customer ? (
                <button
                  type="button"
                  class="receipt-row"
                  tabIndex={tabIndex}
                  onClick={() => onPick(customer)}
                >
                  <CustomerWords customer={customer} />
                </button>
              ) : (
                <div class="skeleton" />
              );
            }}
          />
        )}
      </div>
      {making && (
        <CustomerDialog
          customer={blankCustomer(typedName(text))}
          onSaved={onPick}
          onClose={() => setMaking(false)}
        />
      )}
    </Dialog>
  );
}

/** Who was looked for by name and not found is probably the one who is made. */
function typedName(text: string): string {
  return /\d/.test(text) ? '' : text;
}

export function CustomerWords({ customer }: { customer: Customer }) {
  return (
    <>
      <span class="receipt-row__number">{customer.name}</span>
      <span class="receipt-row__facts customer-row__facts">{customerFacts(customer)}</span>
    </>
  );
}

/** "DNI 10117410 · 987 654 321". */
export function customerFacts({ documentKind, document, phone }: Customer): string {
  const shown = document === '' ? '' : `${documentName(documentKind)} ${document}`;
  return [shown, phone].filter((each) => each !== '').join(' · ');
}
