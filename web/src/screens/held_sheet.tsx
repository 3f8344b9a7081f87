import { useEffect, useState } from 'preact/hooks';
import { client } from '../core/client';
import type { HeldCart } from '../core/commands';
import { timeOfDay } from '../format';
import { tc } from '../i18n/counter';
import { resumeCart } from '../state/cart';
import { report } from '../state/messages';
import { Dialog } from '../ui/dialog';
import { Money } from '../ui/money';
import './sheets.css';

/** The sales that wait, those that wait longest first. */
export default function HeldSheet({ onClose }: { onClose(): void }) {
  const [carts, setCarts] = useState<HeldCart[]>([]);
  useEffect(() => {
    client.call('cart.held', {}).then((answer) => setCarts(answer.carts), report);
  }, []);
  return (
    <Dialog title={tc('held.title')} onClose={onClose}>
      <ul class="held">
        {carts.map((held) => (
          <li key={held.id}>
            <button
              type="button"
              class="button button--tall held__cart"
              onClick={() => {
                onClose();
                void resumeCart(held.id);
              }}
            >
              <span class="held__words">
                <strong>{held.name === '' ? timeOfDay(held.heldAt) : held.name}</strong>
                <span>
                  {held.name === '' ? '' : `${timeOfDay(held.heldAt)} · `}
                  {tc('held.lines', { first: held.first, n: held.lines })}
                </span>
              </span>
              <Money minor={held.total} />
            </button>
          </li>
        ))}
      </ul>
    </Dialog>
  );
}
