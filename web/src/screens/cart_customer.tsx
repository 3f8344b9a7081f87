import { useState } from 'preact/hooks';
import { tu } from '../i18n/customers';
import { cart, setCustomer } from '../state/cart';
import { Icon } from '../ui/icon';
import CartPicker from './cart_picker';
import { customerFacts } from './customer_picker';
import './customers.css';

/** Who the sale is for, above its lines; another one is a tap away. */
export default function CartCustomer({ locked }: { locked: boolean }) {
  const [open, setOpen] = useState(false);
  const customer = cart.value?.customer;
  if (!customer) return null;
  return (
    <div class="cart-customer">
      <button
        type="button"
        class="cart-customer__who"
        disabled={locked}
        aria-haspopup="dialog"
        onClick={() => setOpen(true)}
      >
        <Icon name="people" size={20} />
        <span class="cart-customer__words">
          <strong>
            <span class="sr-only">{tu('for', { name: '' })}</span>
            {customer.name}
          </strong>
          <span>{customerFacts(customer)}</span>
        </span>
      </button>
      {!locked && (
        <button
          type="button"
          class="button button--quiet button--icon"
          aria-label={tu('remove')}
          onClick={() => void setCustomer(null)}
        >
          <Icon name="close" size={20} />
        </button>
      )}
      {open && <CartPicker onClose={() => setOpen(false)} />}
    </div>
  );
}
