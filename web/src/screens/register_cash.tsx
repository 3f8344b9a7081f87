import { useState } from 'preact/hooks';
import { client } from '../core/client';
import type { Commands, SessionReport } from '../core/commands';
import { timeOfDay } from '../format';
import { tc } from '../i18n/counter';
import { openDrawer } from '../print/print';
import { withApproval } from '../state/approval';
import { notify, report } from '../state/messages';
import { AmountField, AmountPad } from '../ui/amount';
import { Dialog } from '../ui/dialog';
import { Icon } from '../ui/icon';
import { Money } from '../ui/money';

type Direction = Commands['cash.move']['request']['direction'];

/** Money into the drawer and out of it without a sale, and opening it for nothing. */
export function CashButtons({ onMoved }: { onMoved(report: SessionReport): void }) {
  const [direction, setDirection] = useState<'in' | 'out' | null>(null);
  const open = () =>
    move('open', 0, '').then((shown) => {
      notify(tc('cash.opened'));
      onMoved(shown);
    }, report);
  return (
    <div class="register__cash">
      <button type="button" class="button button--roomy" onClick={() => setDirection('in')}>
        <Icon name="plus" />
        {tc('cash.in')}
      </button>
      <button type="button" class="button button--roomy" onClick={() => setDirection('out')}>
        <Icon name="minus" />
        {tc('cash.out')}
      </button>
      <button type="button" class="button button--roomy" onClick={() => void open()}>
        <Icon name="drawer" />
        {tc('cash.open')}
      </button>
      {direction && (
        <MoveDialog direction={direction} onMoved={onMoved} onClose={() => setDirection(null)} />
      )}
    </div>
  );
}

function move(
  direction: Direction,
  amount: number,
  reason: string,
  movement = crypto.randomUUID(),
) {
  const moved = withApproval((approval) =>
    client.call('cash.move', {
      movement,
      direction,
      amount,
      reason,
      ...(approval ? { approval } : {}),
    }),
  );
  void moved.then(
    () => openDrawer(movement),
    () => {}, // whoever asked is told
  );
  return moved;
}

interface MoveProps {
  direction: 'in' | 'out';
  onMoved(report: SessionReport): void;
  onClose(): void;
}

function MoveDialog({ direction, onMoved, onClose }: MoveProps) {
  const [digits, setDigits] = useState('');
  const [reason, setReason] = useState('');
  const [id] = useState(() => crypto.randomUUID());
  const submit = async (event: Event) => {
    event.preventDefault();
    try {
      onMoved(await move(direction, Number(digits), reason, id));
      onClose();
    } catch (error) {
      report(error);
    }
  };
  return (
    <Dialog title={tc(`cash.${direction}`)} small onClose={onClose}>
      <form class="sheet" onSubmit={submit}>
        <label class="field">
          <span class="field__label">{tc('cash.reason')}</span>
          <input
            class="input"
            type="text"
            required
            maxLength={100}
            autoComplete="off"
            value={reason}
            onInput={(event) => setReason(event.currentTarget.value)}
          />
        </label>
        <AmountField label={tc('pay.amount')} digits={digits} idle={0} />
        <AmountPad digits={digits} onChange={setDigits} />
        <button
          type="submit"
          class="button button--main button--tall button--wide"
          disabled={digits === '' || reason === ''}
        >
          {tc('cash.submit')}
        </button>
      </form>
    </Dialog>
  );
}

/** What went in and out without a sale. */
export function Movements({ report: shown }: { report: SessionReport }) {
  const movements = shown.movements ?? [];
  if (movements.length === 0) return null;
  return (
    <section class="card">
      <h2 class="card__title">{tc('cash.movements')}</h2>
      <table class="table">
        <tbody>
          {movements.map(({ at, person, amount, reason }, index) => (
            <tr key={index}>
              <th scope="row">{amount === 0 ? tc('cash.opened') : reason}</th>
              <td>
                {timeOfDay(at)} · {person}
              </td>
              <td>
                <Money minor={amount} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
