import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import { client, type CoreError } from '../core/client';
import type { Customer } from '../core/commands';
import { day } from '../format';
import { errorText } from '../i18n';
import { documentName, tu } from '../i18n/customers';
import { useDocumentKinds } from '../state/customers';
import { asCoreError } from '../state/messages';
import { Dialog } from '../ui/dialog';
import { Icon } from '../ui/icon';
import './customers.css';

interface CustomerFormProps {
  customer: Customer;
  /** Said above the fields. */
  children?: ComponentChildren;
  onSaved(customer: Customer): void;
}

/** What is kept of a customer. Whether a document is one, the core says. What nobody touched here follows what arrives. */
export function CustomerForm({ customer: given, children, onSaved }: CustomerFormProps) {
  const [edits, setEdits] = useState<Partial<Customer>>({});
  const customer = { ...given, ...edits };
  const [error, setError] = useState<CoreError | null>(null);
  const [busy, setBusy] = useState(false);
  const kinds = useDocumentKinds();
  const set = (change: Partial<Customer>) => {
    setError(null);
    setEdits((known) => ({ ...known, ...change }));
  };
  const save = async (event: Event) => {
    event.preventDefault();
    setBusy(true);
    setError(null);
    try {
      const saved = (await client.call('customers.put', customer)).customer!;
      onSaved(saved);
      setEdits({});
    } catch (thrown) {
      setError(asCoreError(thrown));
    } finally {
      setBusy(false);
    }
  };
  const setDocument = (document: string) =>
    set({ document, documentKind: customer.documentKind || (kinds[0] ?? '') });

  return (
    <form class="customer-form" noValidate onSubmit={save}>
      {children}
      <Text label={tu('name')} value={customer.name} onChange={(name) => set({ name })} />
      <div class="customer-form__document">
        <label class="field">
          <span class="field__label">{tu('document_kind')}</span>
          <select
            class="input"
            value={customer.documentKind || (kinds[0] ?? '')}
            onChange={(event) => set({ documentKind: event.currentTarget.value })}
          >
            {kinds.map((kind) => (
              <option key={kind} value={kind}>
                {documentName(kind)}
              </option>
            ))}
          </select>
        </label>
        <Text label={tu('document')} value={customer.document} onChange={setDocument} />
      </div>
      <div class="customer-form__pair">
        <Text
          label={tu('phone')}
          mode="tel"
          value={customer.phone}
          onChange={(phone) => set({ phone })}
        />
        <Text
          label={tu('email')}
          mode="email"
          value={customer.email}
          onChange={(email) => set({ email })}
        />
      </div>
      <Text
        label={tu('address')}
        value={customer.address}
        onChange={(address) => set({ address })}
      />
      <button
        type="button"
        role="checkbox"
        class="button customer-form__consent"
        aria-checked={customer.consentAt !== 0}
        onClick={() => set({ consentAt: customer.consentAt === 0 ? 1 : 0 })}
      >
        {customer.consentAt > 1
          ? tu('consent_since', { date: day(customer.consentAt) })
          : tu('consent')}
      </button>
      {error && (
        <p class="notice notice--danger" role="alert">
          <Icon name="alert" size={22} />
          {errorText(error)}
        </p>
      )}
      <button
        type="submit"
        class="button button--main button--tall button--wide"
        disabled={busy || customer.name.trim() === ''}
        aria-busy={busy}
      >
        {tu('save')}
      </button>
    </form>
  );
}

interface TextProps {
  label: string;
  mode?: 'text' | 'tel' | 'email';
  value: string;
  onChange(value: string): void;
}

function Text({ label, mode = 'text', value, onChange }: TextProps) {
  return (
    <label class="field">
      <span class="field__label">{label}</span>
      <input
        class="input"
        type="text"
        inputMode={mode}
        autoComplete="off"
        maxLength={120}
        value={value}
        onInput={(event) => onChange(event.currentTarget.value)}
      />
    </label>
  );
}

interface CustomerDialogProps {
  customer: Customer;
  note?: string;
  onSaved(customer: Customer): void;
  onClose(): void;
}

/** The same over what is being done: a customer who is new, or who lacks something. */
export function CustomerDialog({ customer, note, onSaved, onClose }: CustomerDialogProps) {
  return (
    <Dialog title={customer.name === '' ? tu('new_title') : customer.name} onClose={onClose}>
      <CustomerForm customer={customer} onSaved={onSaved}>
        {note !== undefined && <p class="notice">{note}</p>}
      </CustomerForm>
    </Dialog>
  );
}
