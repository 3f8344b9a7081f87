import { useEffect, useState } from 'preact/hooks';
import type { Id, TableRow, TabView } from '../core/commands';
import { t } from '../i18n';
import { to } from '../i18n/orders';
import { askedTable, ordersChanged, plan } from '../state/floor';
import { report } from '../state/messages';
import { loadTabs, openTab, tabs, type OrderType } from '../state/orders';
import { go, route } from '../state/route';
import { actOnTyped } from '../state/scanned';
import { may } from '../state/session';
import { useNow } from '../ui/clock';
import { Dialog } from '../ui/dialog';
import { Icon } from '../ui/icon';
import { useScanner } from '../ui/keys';
import { lazy } from '../ui/lazy';
import { Money } from '../ui/money';
import { Segments } from '../ui/segments';
import { narrow } from '../ui/viewport';
import { FloorEditor } from './floor_editor';
import { GuestsWaiting, tableWish } from './guests';
import { OrderScreen } from './order';
import { placed, seatsOf, shapeOf } from './plan';
import { TopBar } from './top_bar';
import './floor.css';

const ScanDialog = lazy(() => import('./scan_dialog'));

/** The tables with what goes on at them, and the orders that stand at none. */
export default function Floor() {
  const chosen = route.value.detail;
  if (chosen === null) return <FloorPlan />;
  if (chosen === 'edit') return <FloorEditor />;
  return <OrderScreen key={chosen} id={chosen} />;
}

function FloorPlan() {
  const [area, setArea] = useState<Id | null>(null);
  const [asked, setAsked] = useState<TableRow | 'new' | null>(null);
  const [looking, setLooking] = useState(false);
  const now = useNow(true);
  useEffect(() => {
    loadTabs().catch(report);
  }, [ordersChanged.value]);
  useEffect(() => {
    if (!askedTable.value) return;
    setAsked(askedTable.value); // its code was scanned
    askedTable.value = null;
  }, [askedTable.value]);
  useScanner((code) => actOnTyped(code, null));
  const areas = plan.value?.areas ?? [];
  const shown = areas.find(({ id }) => id === area) ?? areas[0];
  const tables = (plan.value?.tables ?? []).filter((table) => table.area === shown?.id);
  // Where the plan is a list, tables stand in the order of their names.
  const listed = narrow.value ? tables.toSorted(byName) : tables;
  const open = tabs.value ?? [];
  const elsewhere = open.filter(({ table }) => table === null);

  const enter = (table: TableRow) => {
    const here = open.filter((tab) => tab.table === table.id);
    if (here.length === 1) go('floor', here[0]!.id);
    else if (here.length > 1) setAsked(table);
    else void openTab('dine_in', { table: table.id });
  };

  return (
    <div class="area">
      <TopBar />
      <main class="floor">
        <h1 class="sr-only">{to('areas')}</h1>
        <header class="floor__head">
          {areas.length > 1 && shown && (
            <Segments
              label={to('areas')}
              chosen={shown.id}
              onChoose={setArea}
              options={areas.map(({ id, name }) => ({ value: id, content: name }))}
            />
          )}
          <button type="button" class="button" onClick={() => setAsked('new')}>
            <Icon name="plus" size={20} />
            {to('new_order')}
          </button>
          <button
            type="button"
            class="button"
            aria-haspopup="dialog"
            onClick={() => setLooking(true)}
          >
            <Icon name="barcode" size={20} />
            {t('scan.title')}
          </button>
          {may('edit_floor') && (
            <button type="button" class="button button--quiet" onClick={() => go('floor', 'edit')}>
              {to('edit')}
            </button>
          )}
        </header>
        <GuestsWaiting />
        {tables.length === 0 ? (
          <div class="empty">
            <Icon name="table" size={44} />
            <p class="empty__title">{to('no_tables')}</p>
            <p>{to('no_tables_text')}</p>
          </div>
        ) : (
          <section class="floor__plan" aria-label={shown?.name ?? ''}>
            {listed.map((table) => (
              <Table
                key={table.id}
                table={table}
                tabs={open.filter((tab) => tab.table === table.id)}
                now={now}
                onEnter={() => enter(table)}
              />
            ))}
          </section>
        )}
        {elsewhere.length > 0 && (
          <section class="floor__elsewhere" aria-label={to('elsewhere')}>
            <h2 class="floor__title">{to('elsewhere')}</h2>
            <div class="floor__tabs">
              {elsewhere.map((tab) => (
                <TabButton key={tab.id} tab={tab} now={now} />
              ))}
            </div>
          </section>
        )}
      </main>
      {looking && (
        <ScanDialog
          onCode={(code) => {
            setLooking(false);
            void actOnTyped(code, null);
          }}
          onClose={() => setLooking(false)}
        />
      )}
      {asked === 'new' && <NewOrder onClose={() => setAsked(null)} />}
      {asked !== null && asked !== 'new' && (
        <Dialog title={to('tabs_of', { table: asked.name ?? '' })} onClose={() => setAsked(null)}>
          <div class="sheet">
            {open
              .filter((tab) => tab.table === asked.id)
              .map((tab) => (
                <TabButton key={tab.id} tab={tab} now={now} />
              ))}
            <button
              type="button"
              class="button button--roomy"
              onClick={() => void openTab('dine_in', { table: asked.id })}
            >
              <Icon name="plus" />
              {to('another')}
            </button>
          </div>
        </Dialog>
      )}
    </div>
  );
}

const byName = (one: TableRow, other: TableRow) =>
  (one.name ?? '').localeCompare(other.name ?? '', undefined, { numeric: true });

const minutesSince = (at: number, now: number) =>
  Math.max(0, Math.floor((now - at / 1000) / 60_000));

interface TableProps {
  table: TableRow;
  tabs: TabView[];
  now: number;
  onEnter(): void;
}

/** What most wants a waiter is said first: ready, then what was not sent, then what is cooking. */
function stateOf(here: TabView[]): 'free' | 'ready' | 'unsent' | 'open' | 'paid' {
  if (here.length === 0) return 'free';
  if (here.some(({ ready }) => ready > 0)) return 'ready';
  if (here.some(({ unsent }) => unsent > 0)) return 'unsent';
  return here.every(({ due, total }) => due === 0 && total > 0) ? 'paid' : 'open';
}

function Table({ table, tabs: here, now, onEnter }: TableProps) {
  const first = here[0];
  const wish = tableWish(table.id);
  return (
    <button
      type="button"
      class={`floor-table floor-table--${wish ? 'asking' : stateOf(here)} ${shapeOf(table)}`}
      style={placed(table)}
      onClick={onEnter}
    >
      <strong class="floor-table__name">{table.name}</strong>
      {first === undefined ? (
        <span class="floor-table__note">{seatsOf(table)}</span>
      ) : here.length > 1 ? (
        <span class="floor-table__note">{to('tabs', { n: here.length })}</span>
      ) : (
        <>
          <span class="floor-table__sum">
            <Money minor={first.due} />
          </span>
          <span class="floor-table__note">
            {wish ?? to('minutes', { n: minutesSince(first.openedAt, now) })}
            {wish === null && <TabState tab={first} />}
          </span>
        </>
      )}
    </button>
  );
}

/** The one thing that somebody should know of a tab. */
function TabState({ tab }: { tab: TabView }) {
  const said =
    tab.ready > 0
      ? to('ready', { n: tab.ready })
      : tab.unsent > 0
        ? to('unsent', { n: tab.unsent })
        : tab.cooking > 0
          ? to('cooking', { n: tab.cooking })
          : null;
  return said && <> · {said}</>;
}

function TabButton({ tab, now }: { tab: TabView; now: number }) {
  return (
    <button
      type="button"
      class={`button tab-button tab-button--${stateOf([tab])}`}
      onClick={() => go('floor', tab.id)}
    >
      <span class="tab-button__words">
        <strong>{tab.name || tab.number}</strong>
        <span>
          {to(`type.${tab.type}`)} · {tab.number} ·{' '}
          {to('minutes', { n: minutesSince(tab.openedAt, now) })}
          <TabState tab={tab} />
        </span>
      </span>
      {tab.due === 0 && tab.total > 0 ? (
        <span class="mark mark--brand">{to('all_paid')}</span>
      ) : (
        <Money minor={tab.due} />
      )}
    </button>
  );
}

function NewOrder({ onClose }: { onClose(): void }) {
  const [type, setType] = useState<OrderType>('to_go');
  const [name, setName] = useState('');
  const submit = (event: Event) => {
    event.preventDefault();
    void openTab(type, name.trim() === '' ? {} : { name: name.trim() });
  };
  return (
    <Dialog title={to('new_order')} onClose={onClose}>
      <form class="sheet" onSubmit={submit}>
        <Segments<OrderType>
          label={to('new_order')}
          chosen={type}
          onChoose={setType}
          options={(['to_go', 'counter', 'delivery'] as const).map((value) => ({
            value,
            content: to(`type.${value}`),
          }))}
        />
        <label class="field">
          <span class="field__label">{to('name')}</span>
          <input
            class="input"
            type="text"
            autoComplete="off"
            maxLength={60}
            placeholder={to('name_hint')}
            value={name}
            onInput={(event) => setName(event.currentTarget.value)}
          />
        </label>
        <button type="submit" class="button button--main button--tall button--wide">
          {to('open')}
        </button>
      </form>
    </Dialog>
  );
}
