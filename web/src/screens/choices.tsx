import { useState } from 'preact/hooks';
import type { Id, ModifierGroup } from '../core/commands';
import { money } from '../format';
import { tc } from '../i18n/counter';
import type { Choosing } from '../state/choices';
import { Dialog } from '../ui/dialog';
import { isConfirmation, useKeys } from '../ui/keys';
import './sheets.css';

/** What goes with a product, group by group. The core checks the limits again. */
export default function Choices({ choosing }: { choosing: Choosing }) {
  const { groups, name, done } = choosing;
  const [chosen, setChosen] = useState<Id[]>([]);
  const ready = groups.every((group) => countOf(group, chosen) >= group.least);
  const confirm = () => ready && done(inOrder(groups, chosen));
  useKeys((event) => (isConfirmation(event) ? confirm : null));
  const toggle = (group: ModifierGroup, id: Id) => {
    if (chosen.includes(id)) return setChosen(chosen.filter((each) => each !== id));
    // Where one is chosen, another takes its place.
    const others = group.most === 1 ? chosen.filter((each) => !isOf(group, each)) : chosen;
    setChosen([...others, id]);
  };

  return (
    <Dialog title={name === '' ? tc('choices.title') : name} onClose={() => done(null)}>
      <div class="sheet">
        {groups.map((group) => (
          <fieldset key={group.id} class="choices">
            <legend class="choices__title">
              {group.name} <span class="choices__limits">{limits(group)}</span>
            </legend>
            <div class="choices__list">
              {group.modifiers.map(({ id, name: modifier, price }) => {
                const on = chosen.includes(id);
                const full = group.most > 1 && countOf(group, chosen) >= group.most;
                return (
                  <button
                    key={id}
                    type="button"
                    class="button button--roomy choices__one"
                    aria-pressed={on}
                    disabled={!on && full}
                    onClick={() => toggle(group, id)}
                  >
                    <span>{modifier}</span>
                    {price > 0 && <span class="choices__price">+ {money(price)}</span>}
                  </button>
                );
              })}
            </div>
          </fieldset>
        ))}
        <button
          type="button"
          class="button button--main button--tall button--wide"
          disabled={!ready}
          onClick={confirm}
        >
          {tc('choices.add')}
          <kbd class="kbd">↵</kbd>
        </button>
      </div>
    </Dialog>
  );
}

function isOf(group: ModifierGroup, id: Id): boolean {
  return group.modifiers.some((each) => each.id === id);
}

function countOf(group: ModifierGroup, chosen: Id[]): number {
  return chosen.filter((id) => isOf(group, id)).length;
}

/** As the shop ordered them, so that the same choice is the same line. */
function inOrder(groups: ModifierGroup[], chosen: Id[]): Id[] {
  const all = groups.flatMap((group) => group.modifiers.map(({ id }) => id));
  return [...new Set(all)].filter((id) => chosen.includes(id));
}

function limits({ least, most }: ModifierGroup): string {
  if (least === most) return tc('choices.exactly', { most });
  return least === 0 ? tc('choices.up_to', { most }) : tc('choices.between', { least, most });
}
