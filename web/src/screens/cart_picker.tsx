import { tu } from '../i18n/customers';
import { setCustomer } from '../state/cart';
import CustomerPicker from './customer_picker';

/** Who the open sale is for. */
export default function CartPicker({ onClose }: { onClose(): void }) {
  return (
    <CustomerPicker
      title={tu('choose')}
      onPick={({ id }) => {
        onClose();
        void setCustomer(id);
      }}
      onClose={onClose}
    />
  );
}
