import { tp } from '../i18n/catalog';

/** Those that the law makes a kitchen name, in its order (shared/catalog/allergens.hpp). */
const ALLERGENS = [
  'gluten',
  'crustaceans',
  'eggs',
  'fish',
  'peanuts',
  'soy',
  'milk',
  'nuts',
  'celery',
  'mustard',
  'sesame',
  'sulphites',
  'lupin',
  'molluscs',
] as const;

const LONGEST_DESCRIPTION = 240;

interface Menu {
  description: string;
  allergens: string[];
  tags: string[];
}

/** What guests read of a product in the menu on their phones. */
export function MenuFields({
  description,
  allergens,
  tags,
  onChange,
}: Menu & { onChange(change: Partial<Menu>): void }) {
  const toggle = (allergen: string) =>
    onChange({
      allergens: allergens.includes(allergen)
        ? allergens.filter((each) => each !== allergen)
        : [...allergens, allergen],
    });
  const split = (text: string) =>
    text
      .split(',')
      .map((tag) => tag.trim())
      .filter((tag) => tag !== '');
  return (
    <>
      <label class="field">
        <span class="field__label">{tp('description')}</span>
        <input
          class="input"
          type="text"
          autoComplete="off"
          maxLength={LONGEST_DESCRIPTION}
          placeholder={tp('description_hint')}
          value={description}
          onInput={(event) => onChange({ description: event.currentTarget.value })}
        />
      </label>
      <label class="field">
        <span class="field__label">{tp('tags')}</span>
        <input
          class="input"
          type="text"
          autoComplete="off"
          placeholder={tp('tags_hint')}
          defaultValue={tags.join(', ')}
          onChange={(event) => onChange({ tags: split(event.currentTarget.value) })}
        />
      </label>
      <fieldset class="field product-sheet__allergens">
        <legend class="field__label">{tp('allergens')}</legend>
        <div class="product-sheet__chips">
          {ALLERGENS.map((allergen) => (
            <button
              key={allergen}
              type="button"
              class="button"
              aria-pressed={allergens.includes(allergen)}
              onClick={() => toggle(allergen)}
            >
              {tp(`allergen.${allergen}`)}
            </button>
          ))}
        </div>
      </fieldset>
    </>
  );
}
