import { useEffect, useState } from 'preact/hooks';
import { client, type CoreError } from '../core/client';
import type { ServiceSheet, TaxChoice } from '../core/commands';
import { decimal } from '../format';
import { errorText } from '../i18n';
import { tp } from '../i18n/catalog';
import { tl } from '../i18n/prices';
import { tq } from '../i18n/promotions';
import { asCoreError, report } from '../state/messages';
import { catalogChanged } from '../state/start';
import { Dialog } from '../ui/dialog';
import { Icon } from '../ui/icon';

const TYPES = ['dine_in', 'to_go', 'delivery', 'counter'] as const;

/** PRICE-4: what is charged for being served, by how it is ordered. */
export function ServiceCharges() {
  const [services, setServices] = useState<ServiceSheet[]>([]);
  const [editing, setEditing] = useState<ServiceSheet | null>(null);
  useEffect(() => {
    client.call('prices.services', {}).then((all) => setServices(all.services), report);
  }, [catalogChanged.value]);
  return (
    <section class="service-charges" aria-label={tq('service')}>
      <h3>{tq('service')}</h3>
      <p class="field__hint">{tq('service_text')}</p>
      {TYPES.map((type) => {
        const known = services.find((each) => each.type === type && each.branch === null);
        return (
          <button
            key={type}
            type="button"
            class="receipt-row"
            aria-haspopup="dialog"
            onClick={() =>
              setEditing(
                known ?? {
                  type,
                  branch: null,
                  name: tq('service_example'),
                  percent: '10',
                  tax: null,
                  active: false,
                },
              )
            }
          >
            <span class="receipt-row__number">{tl(`type.${type}`)}</span>
            <span class="receipt-row__facts">
              {known ? `${known.name} · ${decimal(known.percent)} %` : tq('service_none')}
            </span>
          </button>
        );
      })}
      {editing && (
        <ServiceDialog
          service={editing}
          onSaved={(all) => {
            setServices(all);
            setEditing(null);
          }}
          onClose={() => setEditing(null)}
        />
      )}
    </section>
  );
}

interface ServiceDialogProps {
  service: ServiceSheet;
  onSaved(services: ServiceSheet[]): void;
  onClose(): void;
}

function ServiceDialog({ service, onSaved, onClose }: ServiceDialogProps) {
  const [wanted, setWanted] = useState(service);
  const [taxes, setTaxes] = useState<TaxChoice[]>([]);
  const [error, setError] = useState<CoreError | null>(null);
  const set = (change: Partial<ServiceSheet>) => setWanted({ ...wanted, ...change });
  useEffect(() => {
    client.call('catalog.taxes', {}).then((answer) => setTaxes(answer.taxes), report);
  }, []);
  const save = (active: boolean) =>
    client.call('prices.put_service', { ...wanted, active }).then(
      (all) => onSaved(all.services),
      (thrown: unknown) => setError(asCoreError(thrown)),
    );
  return (
    <Dialog title={`${tq('service')} · ${tl(`type.${service.type}`)}`} small onClose={onClose}>
      <form
        class="sheet"
        onSubmit={(event) => {
          event.preventDefault();
          void save(true);
        }}
      >
        <label class="field">
          <span class="field__label">{tq('service_name')}</span>
          <input
            class="input"
            type="text"
            required
            autoComplete="off"
            maxLength={40}
            value={wanted.name}
            onInput={(event) => set({ name: event.currentTarget.value })}
          />
        </label>
        <label class="field">
          <span class="field__label">{tq('service_percent')}</span>
          <input
            class="input"
            type="number"
            step="0.001"
            min={0}
            max={100}
            required
            value={wanted.percent}
            onInput={(event) => set({ percent: event.currentTarget.value })}
          />
        </label>
        <label class="field">
          <span class="field__label">{tq('service_tax')}</span>
          <select
            class="input"
            value={wanted.tax ?? ''}
            onChange={(event) => set({ tax: event.currentTarget.value || null })}
          >
            <option value="">{tp('no_tax')}</option>
            {taxes.map((tax) => (
              <option key={tax.id} value={tax.id}>
                {tax.name}
              </option>
            ))}
          </select>
        </label>
        {error && (
          <p class="notice notice--danger" role="alert">
            {errorText(error)}
          </p>
        )}
        <button type="submit" class="button button--main button--tall button--wide">
          {tl('save')}
        </button>
        {service.active && (
          <button
            type="button"
            class="button button--danger button--wide"
            onClick={() => void save(false)}
          >
            <Icon name="trash" size={20} />
            {tq('service_remove')}
          </button>
        )}
      </form>
    </Dialog>
  );
}
