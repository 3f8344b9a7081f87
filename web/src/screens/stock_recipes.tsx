import { useEffect, useState } from 'preact/hooks';
import { client, type CoreError } from '../core/client';
import type { Commands, Id, RecipeLine, RecipeTile } from '../core/commands';
import { decimal, money } from '../format';
import { errorText } from '../i18n';
import { ts } from '../i18n/stock';
import { asCoreError, notify, report } from '../state/messages';
import { go } from '../state/route';
import { may } from '../state/session';
import { stockChanged } from '../state/stock';
import { Dialog } from '../ui/dialog';
import { Icon } from '../ui/icon';
import { Field, typed } from './stock_item_form';
import { UnitSelect } from './stock_move';
import { PickItem } from './stock_pick';

type Recipe = Commands['stock.recipe']['response'];
const FOUND = 12;

/** What is made of what. */
export function StockRecipes({ owner }: { owner: Id | null }) {
  return owner ? <Editor key={owner} owner={owner} /> : <List />;
}

function List() {
  const [recipes, setRecipes] = useState<RecipeTile[] | null>(null);
  const [choosing, setChoosing] = useState(false);
  useEffect(() => {
    client.call('stock.recipes', {}).then((answer) => setRecipes(answer.recipes), report);
  }, [stockChanged.value]);
  return (
    <main class="area__main">
      <div class="stock-page">
        <div class="stock-page__actions">
          {may('edit_stock') && (
            <button type="button" class="button button--main" onClick={() => setChoosing(true)}>
              <Icon name="plus" size={22} />
              {ts('new_recipe')}
            </button>
          )}
        </div>
        {recipes?.length === 0 && (
          <div class="empty">
            <Icon name="pot" size={44} />
            <p class="empty__title">{ts('recipes_none')}</p>
            <p>{ts('recipes_none_text')}</p>
          </div>
        )}
        <ul class="stock-rows">
          {recipes?.map((recipe) => (
            <li key={recipe.owner}>
              <button
                type="button"
                class="receipt-row"
                onClick={() => go('stock', `recipe-${recipe.owner}`)}
              >
                <span class="receipt-row__number">{recipe.name}</span>
                <span class="receipt-row__marks">
                  <span class="mark">
                    {ts(`owner.${recipe.kind as 'product' | 'modifier' | 'item'}`)}
                  </span>
                </span>
                <span class="receipt-row__facts">{ts('ingredients_n', { n: recipe.lines })}</span>
              </button>
            </li>
          ))}
        </ul>
      </div>
      {choosing && <ChooseOwner onClose={() => setChoosing(false)} />}
    </main>
  );
}

interface Owner {
  id: Id;
  name: string;
  kind: 'product' | 'modifier' | 'item';
}

/** A product, an option or a preparation. */
function ChooseOwner({ onClose }: { onClose(): void }) {
  const [text, setText] = useState('');
  const [owners, setOwners] = useState<Owner[]>([]);
  useEffect(() => {
    let wanted = true;
    findOwners(text).then((found) => wanted && setOwners(found), report);
    return () => {
      wanted = false;
    };
  }, [text]);
  return (
    <Dialog title={ts('recipe_for')} onClose={onClose}>
      <div class="search-field">
        <Icon name="search" size={22} />
        <input
          class="search-field__input"
          type="text"
          inputMode="search"
          autoComplete="off"
          aria-label={ts('recipe_for')}
          value={text}
          onInput={(event) => setText(event.currentTarget.value)}
        />
      </div>
      <ul class="stock-pick__found stock-pick__found--tall">
        {owners.map((owner) => (
          <li key={owner.id}>
            <button
              type="button"
              class="stock-pick__one"
              onClick={() => go('stock', `recipe-${owner.id}`)}
            >
              <span>{owner.name}</span>
              <span class="mark">{ts(`owner.${owner.kind}`)}</span>
            </button>
          </li>
        ))}
      </ul>
    </Dialog>
  );
}

async function findOwners(text: string): Promise<Owner[]> {
  const [products, groups, items] = await Promise.all([
    text.trim() === ''
      ? client.call('catalog.products', { offset: 0, limit: FOUND })
      : client.call('catalog.search', { text, limit: FOUND }),
    client.call('catalog.modifier_groups', {}),
    client.call('stock.list', { search: text, made: true, offset: 0, limit: FOUND }),
  ]);
  const wanted = text.trim().toLowerCase();
  const options = groups.groups
    .flatMap((group) => group.modifiers)
    .filter(({ name }) => wanted !== '' && name.toLowerCase().includes(wanted));
  return [
    ...products.products.map(({ id, name }) => ({ id, name, kind: 'product' as const })),
    ...options.map(({ id, name }) => ({ id, name, kind: 'modifier' as const })),
    ...items.items
      .filter((item) => !item.product)
      .map(({ id, name }) => ({ id, name, kind: 'item' as const })),
  ];
}

function Editor({ owner }: { owner: Id }) {
  const [recipe, setRecipe] = useState<Recipe | null>(null);
  const [lines, setLines] = useState<RecipeLine[]>([]);
  const [makes, setMakes] = useState('1');
  const [error, setError] = useState<CoreError | null>(null);
  const [busy, setBusy] = useState(false);
  const show = (now: Recipe) => {
    setRecipe(now);
    setLines(now.lines);
    setMakes(now.yield);
  };
  useEffect(() => {
    client.call('stock.recipe', { owner }).then(show, (thrown) => {
      report(thrown);
      go('stock', 'recipes');
    });
  }, [owner]);
  if (!recipe) return <div class="skeleton stock__loading" aria-busy="true" />;
  const save = async (kept: RecipeLine[]) => {
    setBusy(true);
    setError(null);
    try {
      show(
        await client.call('stock.put_recipe', {
          owner,
          yield: typed(makes) || '1',
          lines: kept.map(({ item, quantity, unit }) => ({
            item,
            quantity: typed(quantity) || '0',
            unit,
          })),
        }),
      );
      notify(ts('saved'));
    } catch (thrown) {
      setError(asCoreError(thrown));
    }
    setBusy(false);
  };
  const set = (index: number, change: Partial<RecipeLine>) =>
    setLines(lines.map((line, at) => (at === index ? { ...line, ...change } : line)));

  return (
    <main class="area__main">
      <form
        class="stock-page stock-form"
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          void save(lines);
        }}
      >
        <header class="stock-page__head">
          <button type="button" class="button button--quiet" onClick={() => go('stock', 'recipes')}>
            <Icon name="back" />
            {ts('back')}
          </button>
          <h2>{ts('recipe_of', { name: recipe.name })}</h2>
        </header>
        <Cost recipe={recipe} />
        <Field label={`${ts('yield')} ${recipe.unit}`} hint={ts('yield_hint')}>
          <input
            class="input"
            inputMode="decimal"
            value={makes}
            onInput={(event) => setMakes(event.currentTarget.value)}
          />
        </Field>
        {lines.length === 0 && <p class="field__hint">{ts('no_ingredients')}</p>}
        {lines.map((line, index) => (
          <fieldset key={line.item} class="stock-line">
            <legend class="stock-line__name">
              {line.name}
              {!line.kept && <span class="field__hint"> {ts('taken_apart')}</span>}
            </legend>
            <input
              class="input"
              inputMode="decimal"
              aria-label={ts('quantity')}
              value={line.quantity}
              onInput={(event) => set(index, { quantity: event.currentTarget.value })}
            />
            <UnitSelect item={line} unit={line.unit} onChange={(unit) => set(index, { unit })} />
            <button
              type="button"
              class="button button--quiet button--icon"
              aria-label={ts('remove', { name: line.name })}
              onClick={() => setLines(lines.filter((_, at) => at !== index))}
            >
              <Icon name="trash" size={22} />
            </button>
          </fieldset>
        ))}
        <PickItem
          label={ts('add_ingredient')}
          made
          onPick={(item) => {
            if (lines.some((line) => line.item === item.id)) return;
            const unit = item.units[0]!.name;
            setLines([
              ...lines,
              {
                item: item.id,
                name: item.name,
                quantity: '',
                unit,
                units: item.units,
                kept: item.kept,
              },
            ]);
          }}
        />
        {error && (
          <p class="notice notice--danger" role="alert">
            <Icon name="alert" size={22} />
            {errorText(error)}
          </p>
        )}
        {may('edit_stock') && (
          <div class="dialog__actions">
            {recipe.lines.length > 0 && (
              <button
                type="button"
                class="button button--roomy button--danger"
                disabled={busy}
                onClick={() => void save([])}
              >
                {ts('delete_recipe')}
              </button>
            )}
            <button type="submit" class="button button--main button--roomy" disabled={busy}>
              {ts('save')}
            </button>
          </div>
        )}
      </form>
    </main>
  );
}

function Cost({ recipe }: { recipe: Recipe }) {
  if (recipe.cost === null) return null;
  return (
    <p class="notice">
      <span>
        {ts('recipe_cost')}: <strong>{money(recipe.cost)}</strong>{' '}
        {recipe.price !== null && ts('recipe_margin', { price: money(recipe.price) })}
        {!recipe.costComplete && (
          <>
            <br />
            {ts('cost_incomplete')}
          </>
        )}
        {recipe.yield !== '1' && ` (${ts('yield')} ${decimal(recipe.yield)} ${recipe.unit})`}
      </span>
    </p>
  );
}
