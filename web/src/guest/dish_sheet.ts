import { makeId, type CartLine, type Group, type PageData } from './api';
import { h } from './dom';
import { sheet } from './sheet';
import { t } from './texts';

const MOST = 20;
const LONGEST_NOTE = 120;

/** Asks what goes with a dish, how many, and for a note. The hub says whether it may be so. */
export function dishSheet(
  dish: HTMLElement,
  data: PageData,
  done: (line: Omit<CartLine, 'version'>) => void,
): void {
  const product = dish.dataset['dish']!;
  const groups = (data.dishes[product] ?? []).map((id) => data.groups[id]!);
  const note = h('input', {
    class: 'input',
    id: 'note',
    maxlength: String(LONGEST_NOTE),
    placeholder: t('note_hint'),
    autocomplete: 'off',
  });
  let quantity = 1;
  const count = h('output', { class: 'count', 'aria-live': 'polite' }, '1');
  const step = (by: number) => () => {
    quantity = Math.min(MOST, Math.max(1, quantity + by));
    count.textContent = String(quantity);
  };
  const form = h(
    'form',
    { class: 'form' },
    ...[...dish.querySelectorAll('.dish__words, .dish__contains')].map((each) =>
      each.cloneNode(true),
    ),
    ...groups.map(groupField),
    h('label', { class: 'label', for: 'note' }, t('note')),
    note,
    h(
      'div',
      { class: 'row' },
      button('−', t('less'), step(-1)),
      count,
      button('+', t('more'), step(1)),
      h('button', { type: 'submit', class: 'main' }, t('add')),
    ),
  );
  const dialog = sheet(dish.querySelector('h3')!.textContent ?? '', form);
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    const modifiers = [
      ...form.querySelectorAll<HTMLInputElement>('input[data-option]:checked'),
    ].map(({ value }) => value);
    const words = note.value.trim();
    dialog.close();
    done({ id: makeId(), product, quantity, modifiers, ...(words === '' ? {} : { note: words }) });
  });
}

function groupField(group: Group): HTMLElement {
  const single = group.least === 1 && group.most === 1;
  const name = makeId();
  const options = group.options.map(({ id, name: label, price }, index) =>
    h(
      'label',
      { class: 'option' },
      h('input', {
        type: single ? 'radio' : 'checkbox',
        name,
        value: id,
        'data-option': true,
        required: single && index === 0,
      }),
      h('span', { class: 'option__box' }),
      h('span', {}, label),
      price !== '' && h('span', { class: 'option__price' }, `+ ${price}`),
    ),
  );
  const field = h(
    'fieldset',
    { class: 'group' },
    h('legend', {}, group.name, ' ', h('small', {}, limits(group))),
    ...options,
  );
  if (!single) holdLimits(field, group);
  return field;
}

function limits({ least, most }: Group): string {
  if (least === 1 && most === 1) return t('choose_one');
  if (least === most) return t('choose_exactly', { n: most });
  return least === 0 ? t('choose_up_to', { n: most }) : t('choose_between', { least, most });
}

/** More than may be chosen cannot be ticked, and less is not sent. */
function holdLimits(field: HTMLElement, { least, most }: Group): void {
  const boxes = [...field.querySelectorAll('input')];
  const hold = () => {
    const chosen = boxes.filter(({ checked }) => checked).length;
    for (const box of boxes) box.disabled = !box.checked && chosen >= most;
    boxes[0]?.setCustomValidity(chosen < least ? t('catalog.choice_needed') : '');
  };
  field.addEventListener('change', hold);
  hold();
}

export function button(text: string, label: string, press: () => void, id = ''): HTMLElement {
  return h(
    'button',
    {
      type: 'button',
      class: 'step',
      'aria-label': label,
      onclick: press,
      ...(id === '' ? {} : { id }),
    },
    text,
  );
}
