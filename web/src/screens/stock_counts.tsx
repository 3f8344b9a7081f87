import { useEffect, useState } from 'preact/hooks';
import { client } from '../core/client';
import type { CountLine, Id, StockCount } from '../core/commands';
import { decimal, moment } from '../format';
import { errorText } from '../i18n';
import { ts } from '../i18n/stock';
import { categories } from '../state/catalog';
import { asCoreError, notify, report } from '../state/messages';
import { go } from '../state/route';
import { may } from '../state/session';
import { stockChanged, warehouseNamed, warehouses } from '../state/stock';
import { Dialog, Question } from '../ui/dialog';
import { Icon } from '../ui/icon';
import { useScanner } from '../ui/keys';
import { Money } from '../ui/money';
import { Virtual } from '../ui/virtual';
import { Check, typed } from './stock_item_form';
import { ChooseWarehouse } from './stock_items';

/** Counts that are open on this device, and the sheet of the one that somebody makes. */
export function StockCounts({ count }: { count: Id | null }) {
  return count ? <Sheet key={count} id={count} /> : <Open />;
}

function Open() {
  const [counts, setCounts] = useState<StockCount[] | null>(null);
  const [starting, setStarting] = useState(false);
  useEffect(() => {
    client.call('stock.counts', {}).then((answer) => setCounts(answer.counts), report);
  }, [stockChanged.value]);
  return (
    <main class="area__main">
      <div class="stock-page">
        <div class="stock-page__actions">
          {may('count_stock') && (
            <button type="button" class="button button--main" onClick={() => setStarting(true)}>
              <Icon name="plus" size={22} />
              {ts('start_count')}
            </button>
          )}
        </div>
        {counts?.length === 0 && (
          <div class="empty">
            <Icon name="box" size={44} />
            <p class="empty__title">{ts('counts_none')}</p>
            <p>{ts('counts_none_text')}</p>
          </div>
        )}
        <ul class="stock-rows">
          {counts?.map((each) => (
            <li key={each.id}>
              <button
                type="button"
                class="receipt-row"
                onClick={() => go('stock', `count-${each.id}`)}
              >
                <span class="receipt-row__number">{titleOf(each)}</span>
                <span class="receipt-row__total">{each.counted}</span>
                <span class="receipt-row__facts">
                  {ts('started', { time: moment(each.startedAt) })}
                </span>
                <span class="receipt-row__marks">
                  {each.blind && <span class="mark">{ts('blind').split(',')[0]}</span>}
                </span>
              </button>
            </li>
          ))}
        </ul>
      </div>
      {starting && <Start onClose={() => setStarting(false)} />}
    </main>
  );
}

function titleOf(count: StockCount): string {
  const category = categories.value.find(({ id }) => id === count.category)?.name;
  const where = warehouseNamed(count.warehouse);
  return ts('count_of', { name: category ? `${where} · ${category}` : where });
}

function Start({ onClose }: { onClose(): void }) {
  const [warehouse, setWarehouse] = useState<Id | null>(warehouses.value[0]?.id ?? null);
  const [category, setCategory] = useState<Id | ''>('');
  const [blind, setBlind] = useState(false);
  const start = (event: Event) => {
    event.preventDefault();
    const count = crypto.randomUUID();
    client
      .call('stock.start_count', {
        count,
        blind,
        ...(warehouse && { warehouse }),
        ...(category && { category }),
      })
      .then(() => go('stock', `count-${count}`), report);
  };
  return (
    <Dialog title={ts('start_count')} small onClose={onClose}>
      <form class="stock-form" onSubmit={start}>
        {warehouses.value.length > 1 && (
          <ChooseWarehouse chosen={warehouse} onChoose={setWarehouse} />
        )}
        <label class="field">
          <span class="field__label">{ts('category')}</span>
          <select
            class="input"
            value={category}
            onChange={(event) => setCategory(event.currentTarget.value)}
          >
            <option value="">{ts('count_all')}</option>
            {categories.value.map((each) => (
              <option key={each.id} value={each.id}>
                {each.name}
              </option>
            ))}
          </select>
        </label>
        <Check label={ts('blind')} checked={blind} onChange={setBlind} />
        <button type="submit" class="button button--main button--tall button--wide">
          {ts('start_count')}
        </button>
      </form>
    </Dialog>
  );
}

/** The sheet: each quantity is kept as it is typed, so that one can leave and go on later. */
function Sheet({ id }: { id: Id }) {
  const [count, setCount] = useState<StockCount | null>(null);
  const [text, setText] = useState('');
  const [asking, setAsking] = useState<'finish' | 'discard' | null>(null);
  const [result, setResult] = useState<StockCount | null>(null);
  useEffect(() => {
    if (result) return;
    client.call('stock.count', { count: id }).then(setCount, () => go('stock', 'counts'));
  }, [id, stockChanged.value]);
  const set = (item: Id, quantity: string | null) =>
    client
      .call('stock.set_counted', { count: id, item, ...(quantity !== null && { quantity }) })
      .then(setCount, report);
  useScanner((code) =>
    client.call('stock.set_counted', { count: id, code, quantity: '1', add: true }).then(
      (now) => {
        setCount(now);
        const line = now.lines.find((each) => each.code === code);
        if (line)
          notify(ts('scanned', { name: line.name, quantity: decimal(line.counted ?? '0') }));
      },
      (error) => notify(errorText(asCoreError(error)), 'danger'),
    ),
  );
  const finish = () => {
    setAsking(null);
    client.call('stock.finish_count', { count: id }).then(setResult, report);
  };
  const discard = () => {
    setAsking(null);
    client.call('stock.discard_count', { count: id }).then(() => go('stock', 'counts'), report);
  };
  if (result) return <Finished count={result} />;
  if (!count) return <div class="skeleton stock__loading" aria-busy="true" />;
  const lines = shownLines(count.lines, text);

  return (
    <main class="stock-count">
      <header class="stock-count__head">
        <button type="button" class="button button--quiet" onClick={() => go('stock', 'counts')}>
          <Icon name="back" />
          {ts('back')}
        </button>
        <h2>{titleOf(count)}</h2>
        <p role="status">{ts('counted_n', { n: count.counted, total: count.total })}</p>
        <div class="stock-count__actions">
          <button type="button" class="button button--quiet" onClick={() => setAsking('discard')}>
            {ts('discard')}
          </button>
          <button
            type="button"
            class="button button--main"
            disabled={count.counted === 0}
            onClick={() => setAsking('finish')}
          >
            {ts('finish')}
          </button>
        </div>
        <div class="search-field">
          <Icon name="search" size={22} />
          <input
            class="search-field__input"
            type="text"
            inputMode="search"
            autoComplete="off"
            aria-label={ts('count_search')}
            placeholder={ts('count_search')}
            value={text}
            onInput={(event) => setText(event.currentTarget.value)}
          />
        </div>
      </header>
      <Virtual
        class="stock-count__rows"
        label={ts('count_of', { name: warehouseNamed(count.warehouse) })}
        count={lines.length}
        minColumnWidth={null}
        rowHeight={76}
        gap={0}
        resetKey={text}
        cell={(index, tabIndex) => (
          <SheetLine
            key={lines[index]!.item}
            line={lines[index]!}
            tabIndex={tabIndex}
            onSet={(quantity) => void set(lines[index]!.item, quantity)}
          />
        )}
      />
      {asking === 'finish' && (
        <Question
          title={ts('finish_question')}
          text={ts('finish_text', { n: count.counted })}
          yes={ts('finish')}
          onYes={finish}
          onClose={() => setAsking(null)}
        />
      )}
      {asking === 'discard' && (
        <Question
          title={ts('discard_question')}
          text={ts('discard_text')}
          yes={ts('discard')}
          danger
          onYes={discard}
          onClose={() => setAsking(null)}
        />
      )}
    </main>
  );
}

/** Those whose name, code or category has the text in it; the sheet is short enough to look through. */
function shownLines(lines: CountLine[], text: string): CountLine[] {
  const wanted = plain(text);
  if (wanted === '') return lines;
  return lines.filter((line) =>
    plain(`${line.name} ${line.code} ${line.categoryName}`).includes(wanted),
  );
}

function plain(text: string): string {
  return text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase().trim();
}

function SheetLine({
  line,
  tabIndex,
  onSet,
}: {
  line: CountLine;
  tabIndex: 0 | -1;
  onSet(quantity: string | null): void;
}) {
  const [text, setText] = useState<string | null>(null);
  const keep = () => {
    if (text === null) return;
    if (typed(text) !== (line.counted ?? '')) onSet(typed(text) === '' ? null : typed(text));
    setText(null);
  };
  return (
    <div class={line.counted === null ? 'count-line' : 'count-line count-line--done'}>
      <span class="count-line__name">
        {line.name}
        <span class="count-line__facts">
          {[
            line.categoryName,
            line.expected !== null && `${ts('expected')} ${decimal(line.expected)} ${line.unit}`,
          ]
            .filter(Boolean)
            .join(' · ')}
        </span>
      </span>
      {line.difference !== null && line.difference !== '0' && (
        <span class="mark mark--accent">
          {line.difference.startsWith('-') ? '' : '+'}
          {decimal(line.difference)}
        </span>
      )}
      <input
        class="input count-line__input"
        inputMode="decimal"
        tabIndex={tabIndex}
        aria-label={`${ts('counted')}: ${line.name}`}
        placeholder="—"
        value={text ?? line.counted ?? ''}
        onInput={(event) => setText(event.currentTarget.value)}
        onBlur={keep}
        onKeyDown={(event) => {
          if (event.key === 'Enter') event.currentTarget.blur();
        }}
      />
      <span class="count-line__unit">{line.unit}</span>
    </div>
  );
}

/** What came of it, the differences first. */
function Finished({ count }: { count: StockCount }) {
  const different = count.lines.filter(({ difference }) => difference !== '0');
  return (
    <main class="area__main">
      <div class="stock-page">
        <h2>{ts('finished')}</h2>
        <p>{ts('counted_n', { n: count.counted, total: count.total })}</p>
        {count.value !== null && (
          <p>
            {ts('finished_value')}: <Money minor={count.value} />
          </p>
        )}
        {different.length === 0 && <p class="notice notice--brand">{ts('no_difference')}</p>}
        <ul class="stock-lines">
          {different.map((line) => (
            <li key={line.item} class="stock-lines__one">
              <span>{line.name}</span>
              <span>
                {decimal(line.expected ?? '0')} → {decimal(line.counted ?? '0')} {line.unit} (
                {line.difference?.startsWith('-') ? '' : '+'}
                {decimal(line.difference ?? '0')})
              </span>
            </li>
          ))}
        </ul>
        <button
          type="button"
          class="button button--main button--tall"
          onClick={() => go('stock', 'counts')}
        >
          {ts('done')}
        </button>
      </div>
    </main>
  );
}
