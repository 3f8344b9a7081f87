import { useState } from 'preact/hooks';
import { client } from '../core/client';
import type { Customer, ReceiptView } from '../core/commands';
import { tu } from '../i18n/customers';
import { asCoreError, notify, report } from '../state/messages';
import { CustomerDialog } from './customer_form';
import CustomerPicker from './customer_picker';

interface InvoiceProps {
  receipt: ReceiptView;
  onMade(receipt: ReceiptView): void;
  onClose(): void;
}

/** SALE-4: whom a receipt's invoice is for. Who has no document yet gets one first. */
export default function Invoice({ receipt, onMade, onClose }: InvoiceProps) {
  const [id] = useState(() => crypto.randomUUID());
  const [lacking, setLacking] = useState<Customer | null>(
    receipt.customer?.document === '' ? receipt.customer : null,
  );
  const make = async (customer: Customer) => {
    try {
      const made = await client.call('sales.invoice', {
        invoice: id,
        receipt: receipt.id,
        customer: customer.id,
      });
      notify(tu('invoice_made', { number: made.invoice!.number }));
      onMade(made);
    } catch (thrown) {
      if (asCoreError(thrown).code === 'sales.customer_needed') setLacking(customer);
      else report(thrown);
    }
  };
  if (lacking)
    return (
      <CustomerDialog
        customer={lacking}
        note={tu('needs_document')}
        onSaved={(customer) => void make(customer)}
        onClose={onClose}
      />
    );
  return (
    <CustomerPicker
      title={tu('invoice_for', { number: receipt.number })}
      onPick={(customer) => void make(customer)}
      onClose={onClose}
    />
  );
}
