import { useState } from 'preact/hooks';
import type { Variant } from '../core/commands';
import { money } from '../format';
import { tc } from '../i18n/counter';
import type { VariantChoice } from '../state/variants';
import { Dialog } from '../ui/dialog';
import { isConfirmation, useKeys } from '../ui/keys';
import './sheets.css';

/** Which size, which colour: one value of each option, of those that a variant has. */
export default function VariantPicker({ choice }: { choice: VariantChoice }) {
  const { name, all, done } = choice;
  const [chosen, setChosen] = useState<(string | null)[]>(all.options.map(() => null));
  const fits = (variant: Variant, values: (string | null)[]) =>
    values.every((value, at) => value === null || variant.values[at] === value);
  const left = all.variants.filter((variant) => fits(variant, chosen));
  const found = chosen.every((value) => value !== null) ? (left[0] ?? null) : null;
  const confirm = () => found && done(found);
  useKeys((event) => (isConfirmation(event) ? confirm : null));
  const choose = (at: number, value: string) => {
    const next = chosen.with(at, chosen[at] === value ? null : value);
    // What does not go with it any more is chosen again.
    const possible = all.variants.some((variant) => fits(variant, next));
    const settled = possible ? next : next.map((each, index) => (index === at ? each : null));
    setChosen(settled);
    const only = all.variants.filter((variant) => fits(variant, settled));
    if (all.options.length === 1 && only.length === 1 && only[0]) done(only[0]);
  };
  return (
    <Dialog title={name === '' ? tc('variants.title') : name} onClose={() => done(null)}>
      <div class="sheet">
        {all.options.map((option, at) => (
          <fieldset key={option.name} class="choices">
            <legend class="choices__title">{option.name}</legend>
            <div class="choices__list">
              {option.values.map((value) => {
                const one = chosen.map((each, index) => (index === at ? value : each));
                const matching = all.variants.filter((variant) => fits(variant, one));
                const anyone = all.variants.some((variant) => variant.values[at] === value);
                return (
                  <button
                    key={value}
                    type="button"
                    class={`button button--roomy choices__one ${matching.length === 0 ? 'choices__one--away' : ''}`}
                    aria-pressed={chosen[at] === value}
                    disabled={!anyone}
                    onClick={() => choose(at, value)}
                  >
                    <span>{value}</span>
                    {matching.length === 1 && matching[0] && (
                      <span class="choices__price">{money(matching[0].price)}</span>
                    )}
                  </button>
                );
              })}
            </div>
          </fieldset>
        ))}
        {all.variants.length === 0 && <p>{tc('variants.none')}</p>}
        <button
          type="button"
          class="button button--main button--tall button--wide"
          disabled={found === null}
          onClick={confirm}
        >
          {found ? `${tc('choices.add')} · ${money(found.price)}` : tc('choices.add')}
          <kbd class="kbd">↵</kbd>
        </button>
      </div>
    </Dialog>
  );
}
