import { useEffect, useState } from 'preact/hooks';
import { client } from '../core/client';
import type { Id, Minor, Modifier, ModifierGroup } from '../core/commands';
import { errorText } from '../i18n';
import { tp } from '../i18n/catalog';
import { asCoreError, report } from '../state/messages';
import { Dialog } from '../ui/dialog';
import { Icon } from '../ui/icon';
import { Money } from '../ui/money';
import { PriceDialog } from './price_dialog';
import { ProductPicker } from './product_picker';

interface ModifierGroupsProps {
  chosen: Id[];
  onChange(groups: Id[]): void;
}

/** Which groups of modifiers are asked for with a product, in the order in which they were ticked. */
export function ModifierGroups({ chosen, onChange }: ModifierGroupsProps) {
  const [groups, setGroups] = useState<ModifierGroup[]>([]);
  const [editing, setEditing] = useState<ModifierGroup | null>(null);
  useEffect(() => {
    client.call('catalog.modifier_groups', {}).then((answer) => setGroups(answer.groups), report);
  }, []);
  const toggle = (id: Id) =>
    onChange(chosen.includes(id) ? chosen.filter((each) => each !== id) : [...chosen, id]);
  const saved = (all: ModifierGroup[]) => {
    // One that was just made is for this product.
    if (editing && !groups.some(({ id }) => id === editing.id)) onChange([...chosen, editing.id]);
    setGroups(all);
    setEditing(null);
  };
  return (
    <fieldset class="field product-sheet__codes">
      <legend class="field__label">{tp('modifiers')}</legend>
      {groups.map((group) => (
        <div key={group.id} class="product-sheet__code">
          <button
            type="button"
            role="checkbox"
            class="button product-sheet__check"
            aria-checked={chosen.includes(group.id)}
            onClick={() => toggle(group.id)}
          >
            <span>{group.name}</span>
            <small>{group.modifiers.map(({ name }) => name).join(', ')}</small>
          </button>
          <button
            type="button"
            class="button button--quiet button--icon"
            aria-label={tp('modifiers_edit', { name: group.name })}
            aria-haspopup="dialog"
            onClick={() => setEditing(group)}
          >
            <Icon name="more" size={20} />
          </button>
        </div>
      ))}
      <button
        type="button"
        class="button"
        aria-haspopup="dialog"
        onClick={() =>
          setEditing({ id: crypto.randomUUID(), name: '', least: 0, most: 1, modifiers: [] })
        }
      >
        <Icon name="plus" size={22} />
        {tp('modifiers_new')}
      </button>
      {editing && <GroupDialog group={editing} onSaved={saved} onClose={() => setEditing(null)} />}
    </fieldset>
  );
}

interface GroupDialogProps {
  group: ModifierGroup;
  onSaved(all: ModifierGroup[]): void;
  onClose(): void;
}

function GroupDialog({ group: given, onSaved, onClose }: GroupDialogProps) {
  const [group, setGroup] = useState(given);
  const [refusal, setRefusal] = useState<string | null>(null);
  const [picking, setPicking] = useState(false);
  const set = (change: Partial<ModifierGroup>) => setGroup({ ...group, ...change });
  const setOne = (at: number, change: Partial<Modifier>) =>
    set({ modifiers: group.modifiers.with(at, { ...group.modifiers[at]!, ...change }) });
  const save = async (active: boolean) => {
    try {
      const modifiers = group.modifiers.filter(({ name }) => name.trim() !== '');
      const put = { group: { ...group, modifiers }, active };
      onSaved((await client.call('catalog.put_modifier_group', put)).groups);
    } catch (thrown) {
      setRefusal(errorText(asCoreError(thrown)));
    }
  };
  return (
    <Dialog title={tp(given.name === '' ? 'modifiers_new' : 'modifiers')} onClose={onClose}>
      <form
        class="sheet"
        onSubmit={(event) => {
          event.preventDefault();
          void save(true);
        }}
      >
        <label class="field">
          <span class="field__label">{tp('name')}</span>
          <input
            class="input"
            type="text"
            required
            autoComplete="off"
            maxLength={60}
            placeholder={tp('modifiers_example')}
            value={group.name}
            onInput={(event) => set({ name: event.currentTarget.value })}
          />
        </label>
        <div class="modifiers__limits">
          <Limit label={tp('least')} value={group.least} onChange={(least) => set({ least })} />
          <Limit label={tp('most')} value={group.most} onChange={(most) => set({ most })} />
        </div>
        <fieldset class="field product-sheet__codes">
          <legend class="field__label">{tp('modifiers_options')}</legend>
          {group.modifiers.map((modifier, at) => (
            <Option
              key={modifier.id}
              modifier={modifier}
              number={at + 1}
              onChange={(change) => setOne(at, change)}
              onRemove={() => set({ modifiers: group.modifiers.toSpliced(at, 1) })}
            />
          ))}
          <button
            type="button"
            class="button"
            onClick={() =>
              set({
                modifiers: [
                  ...group.modifiers,
                  { id: crypto.randomUUID(), name: '', price: 0, product: null },
                ],
              })
            }
          >
            <Icon name="plus" size={22} />
            {tp('modifiers_option_add')}
          </button>
          <button
            type="button"
            class="button"
            aria-haspopup="dialog"
            onClick={() => setPicking(true)}
          >
            <Icon name="tag" size={22} />
            {tp('combo_component_add')}
          </button>
          <p class="field__hint">{tp('combo_hint')}</p>
        </fieldset>
        {refusal && (
          <p class="notice notice--danger" role="alert">
            {refusal}
          </p>
        )}
        <button
          type="submit"
          class="button button--main button--tall button--wide"
          disabled={group.name === ''}
        >
          {tp('save')}
        </button>
        {given.name !== '' && (
          <button
            type="button"
            class="button button--danger button--wide"
            onClick={() => void save(false)}
          >
            {tp('archive')}
          </button>
        )}
      </form>
      {picking && (
        <ProductPicker
          title={tp('combo_component_add')}
          onPick={({ id: product, name }) => {
            setPicking(false);
            set({
              modifiers: [...group.modifiers, { id: crypto.randomUUID(), name, price: 0, product }],
            });
          }}
          onClose={() => setPicking(false)}
        />
      )}
    </Dialog>
  );
}

interface LimitProps {
  label: string;
  value: number;
  onChange(value: number): void;
}

function Limit({ label, value, onChange }: LimitProps) {
  return (
    <label class="field">
      <span class="field__label">{label}</span>
      <input
        class="input"
        type="number"
        min={0}
        max={50}
        value={value}
        onInput={(event) => onChange(event.currentTarget.valueAsNumber || 0)}
      />
    </label>
  );
}

interface OptionProps {
  modifier: Modifier;
  number: number;
  onChange(change: Partial<Modifier>): void;
  onRemove(): void;
}

function Option({ modifier, number, onChange, onRemove }: OptionProps) {
  const [pricing, setPricing] = useState(false);
  return (
    <div class="modifiers__option">
      <input
        class="input"
        type="text"
        autoComplete="off"
        maxLength={60}
        aria-label={tp('modifiers_option', { number })}
        value={modifier.name}
        onInput={(event) => onChange({ name: event.currentTarget.value })}
      />
      {modifier.product !== null && (
        <span class="modifiers__component" title={tp('combo_component')}>
          <Icon name="tag" size={20} />
          <span class="sr-only">{tp('combo_component')}</span>
        </span>
      )}
      <button type="button" class="button" aria-haspopup="dialog" onClick={() => setPricing(true)}>
        <span class="sr-only">{tp('price')} </span>+ <Money minor={modifier.price} />
      </button>
      <button
        type="button"
        class="button button--quiet button--icon"
        aria-label={tp('modifiers_option_remove', { number })}
        onClick={onRemove}
      >
        <Icon name="trash" size={20} />
      </button>
      {pricing && (
        <PriceDialog
          price={modifier.price}
          onPrice={(price: Minor) => {
            setPricing(false);
            onChange({ price });
          }}
          onClose={() => setPricing(false)}
        />
      )}
    </div>
  );
}
