import { useEffect, useState } from 'preact/hooks';
import { client } from '../core/client';
import type { Id, PersonTile, TabView } from '../core/commands';
import { tg } from '../i18n/guests';
import { to } from '../i18n/orders';
import { plan } from '../state/floor';
import { guestsWaiting } from '../state/guests';
import { report } from '../state/messages';
import { cancelTab, changeTab, loadTabs, payTab, splitLines, tabs } from '../state/orders';
import { AmountField, AmountPad } from '../ui/amount';
import { Dialog } from '../ui/dialog';
import { Icon, type IconName } from '../ui/icon';
import { Money } from '../ui/money';
import { Segments } from '../ui/segments';
import { AddressFields } from './delivery';
import { InviteDialog } from './guests';
import { lineWords, WordDialog } from './order';
import './sheets.css';

type Action =
  'invite' | 'address' | 'move' | 'merge' | 'split' | 'transfer' | 'guests_change' | 'cancel';

const ACTIONS: { action: Exclude<Action, 'invite'>; icon: IconName }[] = [
  { action: 'address', icon: 'send' },
  { action: 'move', icon: 'move' },
  { action: 'merge', icon: 'merge' },
  { action: 'split', icon: 'split' },
  { action: 'transfer', icon: 'people' },
  { action: 'guests_change', icon: 'people' },
  { action: 'cancel', icon: 'trash' },
];

/** Everything rarer than adding, sending and paying. */
export function OrderActions({ tab }: { tab: TabView }) {
  const [open, setOpen] = useState<Action | 'menu' | null>(null);
  const close = () => setOpen(null);
  if (tab.state !== 'open') return null;
  return (
    <>
      <button
        type="button"
        class="button button--quiet button--icon"
        aria-label={to('more')}
        aria-haspopup="dialog"
        onClick={() => setOpen('menu')}
      >
        <Icon name="more" size={22} />
      </button>
      {open === 'menu' && (
        <Dialog title={to('more')} small onClose={close}>
          <div class="sheet">
            {guestsWaiting.value && guestsWaiting.value.ordering !== 'off' && (
              <button type="button" class="button button--roomy" onClick={() => setOpen('invite')}>
                <Icon name="barcode" />
                {tg('invite')}
              </button>
            )}
            {ACTIONS.filter(({ action }) => action !== 'address' || tab.type === 'delivery').map(
              ({ action, icon }) => (
                <button
                  key={action}
                  type="button"
                  class={`button button--roomy ${action === 'cancel' ? 'button--danger' : ''}`}
                  onClick={() => setOpen(action)}
                >
                  <Icon name={icon} />
                  {to(action === 'address' ? 'address_change' : action)}
                </button>
              ),
            )}
          </div>
        </Dialog>
      )}
      {open === 'invite' && <InviteDialog tab={tab} onClose={close} />}
      {open === 'address' && <AddressDialog tab={tab} onClose={close} />}
      {open === 'move' && <MoveDialog tab={tab} onClose={close} />}
      {open === 'merge' && <MergeDialog tab={tab} onClose={close} />}
      {open === 'split' && <SplitDialog tab={tab} onClose={close} />}
      {open === 'transfer' && <TransferDialog onClose={close} />}
      {open === 'guests_change' && <GuestsDialog tab={tab} onClose={close} />}
      {open === 'cancel' && (
        <WordDialog
          title={to('cancel')}
          label={to('reason')}
          hint=""
          submit={to('cancel_yes')}
          danger
          onSubmit={(reason) => void cancelTab(reason)}
          onClose={close}
        />
      )}
    </>
  );
}

interface TabDialogProps {
  tab: TabView;
  onClose(): void;
}

function AddressDialog({ tab, onClose }: TabDialogProps) {
  const [where, setWhere] = useState({ phone: tab.phone, address: tab.address });
  return (
    <Dialog title={to('address_change')} small onClose={onClose}>
      <form
        class="sheet"
        onSubmit={(event) => {
          event.preventDefault();
          onClose();
          void changeTab(where);
        }}
      >
        <AddressFields {...where} onChange={setWhere} />
        <button type="submit" class="button button--main button--tall button--wide">
          {to('apply')}
        </button>
      </form>
    </Dialog>
  );
}

function MoveDialog({ tab, onClose }: TabDialogProps) {
  const tables = (plan.value?.tables ?? []).filter(({ id }) => id !== tab.table);
  return (
    <Dialog title={to('move')} onClose={onClose}>
      <div class="order__choices">
        {tables.map((table) => (
          <button
            key={table.id}
            type="button"
            class="button button--roomy"
            onClick={() => {
              onClose();
              void changeTab({ table: table.id });
            }}
          >
            {table.name}
          </button>
        ))}
      </div>
    </Dialog>
  );
}

function MergeDialog({ tab, onClose }: TabDialogProps) {
  useEffect(() => {
    loadTabs().catch(report);
  }, []);
  const others = (tabs.value ?? []).filter(({ id }) => id !== tab.id);
  return (
    <Dialog title={to('merge')} onClose={onClose}>
      <div class="sheet">
        {others.length === 0 && <p>{to('nobody_else')}</p>}
        {others.map((other) => (
          <button
            key={other.id}
            type="button"
            class="button button--roomy order__choice"
            onClick={() => {
              onClose();
              void changeTab({ merge: other.id });
            }}
          >
            <span>
              {other.tableName || other.name} {other.number}
            </span>
            <Money minor={other.due} />
          </button>
        ))}
      </div>
    </Dialog>
  );
}

function TransferDialog({ onClose }: { onClose(): void }) {
  const [people, setPeople] = useState<PersonTile[]>([]);
  useEffect(() => {
    client.call('staff.who_may', { permission: 'sell' }).then((found) => {
      setPeople(found.people);
    }, report);
  }, []);
  return (
    <Dialog title={to('transfer')} onClose={onClose}>
      <div class="order__choices">
        {people.map((person) => (
          <button
            key={person.id}
            type="button"
            class="button button--roomy"
            onClick={() => {
              onClose();
              void changeTab({ waiter: person.id });
            }}
          >
            {person.name}
          </button>
        ))}
      </div>
    </Dialog>
  );
}

const MOST_GUESTS = 12;

function GuestsDialog({ tab, onClose }: TabDialogProps) {
  return (
    <Dialog title={to('guests_change')} small onClose={onClose}>
      <div class="order__choices order__choices--small">
        {Array.from({ length: MOST_GUESTS }, (_, at) => at + 1).map((guests) => (
          <button
            key={guests}
            type="button"
            class="button button--roomy"
            aria-pressed={guests === tab.guests}
            onClick={() => {
              onClose();
              void changeTab({ guests });
            }}
          >
            {guests}
          </button>
        ))}
      </div>
    </Dialog>
  );
}

interface PickerProps {
  tab: TabView;
  chosen: ReadonlySet<Id>;
  onChange(chosen: ReadonlySet<Id>): void;
}

/** Lines that are still to be paid, to choose some of them; of several alike ones, each by itself. */
function LinePicker({ tab, chosen, onChange }: PickerProps) {
  const toggle = (ids: Id[]) => {
    const next = new Set(chosen);
    const free = ids.find((id) => !next.has(id));
    if (free === undefined) ids.forEach((id) => next.delete(id));
    else next.add(free);
    onChange(next);
  };
  return (
    <ul class="order__picks">
      {tab.lines
        .filter(({ due, voided }) => due && voided === null)
        .map((line) => {
          const taken = line.ids.filter((id) => chosen.has(id)).length;
          return (
            <li key={line.ids[0]}>
              <button
                type="button"
                class="button button--roomy order__choice"
                aria-pressed={taken > 0}
                onClick={() => toggle(line.ids)}
              >
                <span>{lineWords(line)}</span>
                <span class={taken > 0 ? 'mark mark--brand' : 'mark'}>
                  {taken} / {line.ids.length}
                </span>
              </button>
            </li>
          );
        })}
    </ul>
  );
}

function SplitDialog({ tab, onClose }: TabDialogProps) {
  const [chosen, setChosen] = useState<ReadonlySet<Id>>(new Set());
  return (
    <Dialog title={to('split')} onClose={onClose}>
      <div class="sheet">
        <LinePicker tab={tab} chosen={chosen} onChange={setChosen} />
        <button
          type="button"
          class="button button--main button--tall"
          disabled={chosen.size === 0}
          onClick={() => {
            onClose();
            void splitLines([...chosen]);
          }}
        >
          {to('split_now')}
        </button>
      </div>
    </Dialog>
  );
}

type Way = 'all' | 'seats' | 'lines' | 'parts' | 'amount';
const WAYS: Way[] = ['all', 'seats', 'lines', 'parts', 'amount'];
const PARTS = [2, 3, 4, 5, 6, 8];

/** ORD-4: what of the tab is paid now. */
export function BillDialog({ tab, onClose }: TabDialogProps) {
  const [way, setWay] = useState<Way>('all');
  const [chosen, setChosen] = useState<ReadonlySet<Id>>(new Set());
  const [parts, setParts] = useState(2);
  const [digits, setDigits] = useState('');
  const ways = tab.seats.length > 0 ? WAYS : WAYS.filter((each) => each !== 'seats');
  const bill = {
    all: {},
    seats: {},
    lines: { lines: [...chosen] },
    parts: { parts },
    amount: { amount: Number(digits) },
  }[way];
  const ready = way === 'lines' ? chosen.size > 0 : way === 'amount' ? digits !== '' : true;
  const submit = (event: Event) => {
    event.preventDefault();
    if (!ready) return;
    onClose();
    void payTab(bill);
  };
  return (
    <Dialog title={to('bill_title')} onClose={onClose}>
      <form class="sheet" onSubmit={submit}>
        <Segments<Way>
          label={to('bill_title')}
          chosen={way}
          onChoose={setWay}
          options={ways.map((value) => ({ value, content: to(`bill.${value}`) }))}
        />
        {tab.unsent > 0 && <p class="notice notice--accent">{to('bill_unsent')}</p>}
        {way === 'seats' && (
          <div class="order__picks" aria-label={to('bill.seats')} role="group">
            {tab.seats.map(({ seat, due, lines }) => (
              <button
                key={seat}
                type="button"
                class="button button--roomy order__choice"
                onClick={() => {
                  onClose();
                  void payTab({ lines });
                }}
              >
                <span>{seat === 0 ? to('seat_shared') : to('seat_pays', { n: seat })}</span>
                <Money minor={due} />
              </button>
            ))}
          </div>
        )}
        {way === 'lines' && <LinePicker tab={tab} chosen={chosen} onChange={setChosen} />}
        {way === 'parts' && (
          <div
            class="order__choices order__choices--small"
            aria-label={to('bill_parts')}
            role="group"
          >
            {PARTS.map((count) => (
              <button
                key={count}
                type="button"
                class="button button--roomy"
                aria-pressed={count === parts}
                onClick={() => setParts(count)}
              >
                1 / {count}
              </button>
            ))}
          </div>
        )}
        {way === 'amount' && (
          <>
            <AmountField label={to('bill_amount')} digits={digits} idle={tab.due} />
            <AmountPad digits={digits} onChange={setDigits} />
          </>
        )}
        <div class="order__due">
          <span>{to('due')}</span>
          <strong>
            <Money minor={tab.due} />
          </strong>
        </div>
        {way !== 'seats' && (
          <button
            type="submit"
            class="button button--main button--tall button--wide"
            disabled={!ready}
          >
            {to('bill_go')}
          </button>
        )}
      </form>
    </Dialog>
  );
}
