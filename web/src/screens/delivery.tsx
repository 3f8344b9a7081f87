import { useEffect, useState } from 'preact/hooks';
import { client } from '../core/client';
import type { Commands, Id, PersonTile, TabView } from '../core/commands';
import { timeOfDay } from '../format';
import { to } from '../i18n/orders';
import { device } from '../state/device';
import { ordersChanged } from '../state/floor';
import { report } from '../state/messages';
import { may } from '../state/session';
import { useNow } from '../ui/clock';
import { Dialog } from '../ui/dialog';
import { Icon } from '../ui/icon';
import { Money } from '../ui/money';
import { lineWords, WordDialog } from './order';
import { minutesSince } from './tab_button';
import { TopBar } from './top_bar';
import './delivery.css';

type Journey = NonNullable<TabView['journey']>;
type Carry = Omit<Commands['orders.carry']['request'], 'tab'>;

/** ORD-5: what a courier has to bring, and what waits for one. */
export default function Deliveries() {
  const [tabs, setTabs] = useState<TabView[] | null>(null);
  const now = useNow(true);
  useEffect(() => {
    client.call('orders.deliveries', {}).then((answer) => setTabs(answer.tabs), report);
  }, [ordersChanged.value]);
  return (
    <div class="area">
      <TopBar />
      <main class="area__main">
        <h1 class="sr-only">{to('type.delivery')}</h1>
        {tabs?.length === 0 && (
          <div class="empty" role="status">
            <Icon name="check" size={56} />
            <p class="empty__title">{to('deliveries_none')}</p>
            <p>{to('deliveries_none_text')}</p>
          </div>
        )}
        <div class="deliveries">
          {tabs?.map((tab) => (
            <article key={tab.id} class="card delivery" aria-label={tab.number}>
              <header class="delivery__head">
                <strong>{tab.name || tab.number}</strong>
                <span>
                  {tab.number} · {to('minutes', { n: minutesSince(tab.openedAt, now) })}
                </span>
              </header>
              <Way tab={tab} />
              <ul class="delivery__lines">
                {tab.lines
                  .filter(({ voided }) => voided === null)
                  .map((line) => (
                    <li key={line.ids[0]}>{lineWords(line)}</li>
                  ))}
              </ul>
              <p class="delivery__due">
                <span>{to(tab.due > 0 ? 'collect' : 'all_paid')}</span>
                {tab.due > 0 && <Money minor={tab.due} />}
              </p>
            </article>
          ))}
        </div>
      </main>
    </div>
  );
}

/** What can be said next, after what was said last. What may follow what, the core decides. */
const NEXT: Record<Journey | 'new', Journey[]> = {
  new: ['assigned'],
  assigned: ['accepted', 'picked_up', 'assigned'],
  accepted: ['picked_up', 'assigned'],
  picked_up: ['delivered', 'issue'],
  issue: ['delivered', 'picked_up', 'assigned'],
  delivered: [],
};

/** Where to, who carries it, how far it is, and what comes next. */
export function Way({ tab }: { tab: TabView }) {
  const [asking, setAsking] = useState<'assigned' | 'issue' | null>(null);
  const [busy, setBusy] = useState(false);
  const carry = async (what: Carry) => {
    setBusy(true);
    await client.call('orders.carry', { tab: tab.id, ...what }).catch(report);
    setBusy(false);
  };
  const self = device.value?.person;
  const take = (step: Journey) => {
    if (step === 'issue') return setAsking('issue');
    if (step !== 'assigned') return void carry({ step });
    // A courier takes it themselves; others choose who.
    if (self && !may('sell')) return void carry({ step, courier: self.id });
    setAsking('assigned');
  };
  const next = NEXT[tab.journey ?? 'new'].filter(
    (step) => step !== 'assigned' || may('sell') || tab.journey === null || tab.journey === 'issue',
  );
  return (
    <div class="delivery__way">
      {tab.address !== '' && (
        <a class="delivery__address" href={`geo:0,0?q=${encodeURIComponent(tab.address)}`}>
          <Icon name="move" size={20} />
          {tab.address}
        </a>
      )}
      {tab.phone !== '' && (
        <a class="delivery__address" href={`tel:${tab.phone}`}>
          <Icon name="people" size={20} />
          {tab.phone}
        </a>
      )}
      {tab.journey !== null && (
        <p class="delivery__state">
          <span class={`mark ${tab.journey === 'issue' ? 'mark--danger' : 'mark--brand'}`}>
            {to(`journey.${tab.journey}`)}
          </span>{' '}
          {tab.courierName}
        </p>
      )}
      {tab.steps.length > 0 && (
        <ol class="delivery__steps">
          {tab.steps.map((step, at) => (
            <li key={at}>
              <time>{timeOfDay(step.at)}</time> {to(`journey.${step.step}`)}
              {step.note !== null && ` · ${step.note}`}
            </li>
          ))}
        </ol>
      )}
      {next.length > 0 && may('deliver_orders') && (
        <div class="delivery__next">
          {next.map((step, at) => (
            <button
              key={step}
              type="button"
              class={`button button--roomy ${at === 0 ? 'button--main' : ''} ${
                step === 'issue' ? 'button--danger' : ''
              }`}
              disabled={busy}
              onClick={() => take(step)}
            >
              {to(`carry.${step}`)}
            </button>
          ))}
        </div>
      )}
      {asking === 'assigned' && (
        <CourierDialog
          onPick={(courier) => {
            setAsking(null);
            void carry({ step: 'assigned', courier });
          }}
          onClose={() => setAsking(null)}
        />
      )}
      {asking === 'issue' && (
        <WordDialog
          title={to('carry.issue')}
          label={to('reason')}
          hint={to('issue_hint')}
          submit={to('carry.issue')}
          danger
          onSubmit={(note) => void carry({ step: 'issue', note })}
          onClose={() => setAsking(null)}
        />
      )}
    </div>
  );
}

function CourierDialog({ onPick, onClose }: { onPick(courier: Id): void; onClose(): void }) {
  const [people, setPeople] = useState<PersonTile[]>([]);
  useEffect(() => {
    client.call('staff.who_may', { permission: 'deliver_orders' }).then((found) => {
      // Those whose work it is come first.
      const couriers = found.people.filter(({ role }) => role === 'courier');
      setPeople([...couriers, ...found.people.filter(({ role }) => role !== 'courier')]);
    }, report);
  }, []);
  return (
    <Dialog title={to('courier_choose')} onClose={onClose}>
      <div class="order__choices">
        {people.map(({ id, name }) => (
          <button key={id} type="button" class="button button--roomy" onClick={() => onPick(id)}>
            {name}
          </button>
        ))}
      </div>
    </Dialog>
  );
}

interface AddressFieldsProps {
  phone: string;
  address: string;
  onChange(where: { phone: string; address: string }): void;
}

/** To whom and where something is brought. */
export function AddressFields({ phone, address, onChange }: AddressFieldsProps) {
  return (
    <>
      <label class="field">
        <span class="field__label">{to('address')}</span>
        <input
          class="input"
          type="text"
          autoComplete="off"
          maxLength={120}
          value={address}
          onInput={(event) => onChange({ phone, address: event.currentTarget.value })}
        />
      </label>
      <label class="field">
        <span class="field__label">{to('phone')}</span>
        <input
          class="input"
          type="tel"
          autoComplete="off"
          maxLength={30}
          value={phone}
          onInput={(event) => onChange({ phone: event.currentTarget.value, address })}
        />
      </label>
    </>
  );
}
