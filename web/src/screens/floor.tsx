import type { ComponentChildren } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import type { Id, TableRow, TabView } from '../core/commands';
import { t } from '../i18n';
import { to } from '../i18n/orders';
import { askedTable, ordersChanged, plan } from '../state/floor';
import { report } from '../state/messages';
import { loadTabs, openTab, tabs } from '../state/orders';
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
import { Elsewhere, ELSEWHERE, elsewhereOption, NewOrder } from './elsewhere';
import { FloorEditor } from './floor_editor';
import { GuestsWaiting, tableWish } from './guests';
import { OrderScreen } from './order';
import { placed, seatsOf, shapeOf } from './plan';
import { minutesSince, stateOf, TabButton, TabState } from './tab_button';
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
  const [area, setArea] = useState<Id | typeof ELSEWHERE | null>(null);
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
  const away = area === ELSEWHERE || (!shown && elsewhere.length > 0);

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
          <Segments
            label={to('areas')}
            chosen={away ? ELSEWHERE : (shown?.id ?? ELSEWHERE)}
            onChoose={setArea}
            options={[
              ...areas.map(({ id, name }) => ({ value: id, content: name as ComponentChildren })),
              elsewhereOption(elsewhere.length),
            ]}
          />
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
        {away ? (
          <Elsewhere tabs={elsewhere} now={now} />
        ) : tables.length === 0 ? (
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

interface TableProps {
  table: TableRow;
  tabs: TabView[];
  now: number;
  onEnter(): void;
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
