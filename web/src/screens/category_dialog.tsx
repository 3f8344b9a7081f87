import { useEffect, useState } from 'preact/hooks';
import { client } from '../core/client';
import type { CategorySheet, Id } from '../core/commands';
import { tp } from '../i18n/catalog';
import { categories } from '../state/catalog';
import { report } from '../state/messages';
import { Dialog } from '../ui/dialog';

const FIRST_COLOR = '#2f6f8f';

interface CategoryDialogProps {
  id: Id | null;
  onSaved(category: Id | null): void;
  onClose(): void;
}

/** Name and colour of a category; a new one stands behind the others. */
export function CategoryDialog({ id, onSaved, onClose }: CategoryDialogProps) {
  const [category, setCategory] = useState<CategorySheet>({
    id: id ?? crypto.randomUUID(),
    name: '',
    color: FIRST_COLOR,
    icon: '',
    position: categories.value.length,
    active: true,
  });
  useEffect(() => {
    if (id === null) return;
    client.call('catalog.category', { id }).then((answer) => {
      if (answer.category) setCategory(answer.category);
    }, report);
  }, [id]);
  const save = (wanted: CategorySheet) =>
    client
      .call('catalog.put_category', wanted)
      .then(() => onSaved(wanted.active ? wanted.id : null), report);

  return (
    <Dialog title={tp(id === null ? 'new_category' : 'edit_category')} small onClose={onClose}>
      <form
        class="sheet"
        onSubmit={(event) => {
          event.preventDefault();
          void save(category);
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
            value={category.name}
            onInput={(event) => setCategory({ ...category, name: event.currentTarget.value })}
          />
        </label>
        <label class="field">
          <span class="field__label">{tp('color')}</span>
          <input
            class="input"
            type="color"
            value={category.color || FIRST_COLOR}
            onInput={(event) => setCategory({ ...category, color: event.currentTarget.value })}
          />
        </label>
        <button
          type="submit"
          class="button button--main button--tall button--wide"
          disabled={category.name === ''}
        >
          {tp('save')}
        </button>
        {id !== null && (
          <button
            type="button"
            class="button button--danger button--wide"
            onClick={() => void save({ ...category, active: false })}
          >
            {tp('category_archive')}
          </button>
        )}
      </form>
    </Dialog>
  );
}
