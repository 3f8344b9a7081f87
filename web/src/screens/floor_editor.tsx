import { useRef, useState } from 'preact/hooks';
import { client } from '../core/client';
import type { Id, TableRow } from '../core/commands';
import { to } from '../i18n/orders';
import { printDocument, shareDocument } from '../print/print';
import { plan } from '../state/floor';
import { report } from '../state/messages';
import { goUp } from '../state/route';
import { Dialog } from '../ui/dialog';
import { Icon } from '../ui/icon';
import { Segments } from '../ui/segments';
import { placed, PLAN_HEIGHT, PLAN_WIDTH, seatsOf, shapeOf } from './plan';
import { TopBar } from './top_bar';
import './floor.css';

/** Tables keep to this raster, so that they stand in rows. */
const STEP = 20;
const SIZES = { small: 90, middle: 130, large: 200 } as const;
type Size = keyof typeof SIZES;

function put(tables: TableRow[], areas: { id: Id; name: string; position: number }[] = []) {
  return client.call('floor.put', { areas, tables }).then((changed) => {
    plan.value = changed;
  }, report);
}

const onRaster = (value: number, most: number) =>
  Math.min(Math.max(0, Math.round(value / STEP) * STEP), most);

/** The plan as it is drawn: tables are dragged, or walk with the arrow keys. */
export function FloorEditor() {
  const areas = plan.value?.areas ?? [];
  const [area, setArea] = useState<Id | null>(null);
  const [edited, setEdited] = useState<TableRow | null>(null);
  const [naming, setNaming] = useState(false);
  const shown = areas.find(({ id }) => id === area) ?? areas[0];
  const tables = (plan.value?.tables ?? []).filter((table) => table.area === shown?.id);
  const fresh = (): TableRow =>
    ({
      id: crypto.randomUUID(),
      area: shown!.id,
      name: String(tables.length + 1),
      seats: 4,
      x: 40,
      y: 40,
      width: SIZES.middle,
      height: SIZES.middle,
      shape: 'square',
    }) as TableRow;
  return (
    <div class="area">
      <TopBar />
      <main class="floor">
        <h1 class="sr-only">{to('edit')}</h1>
        <header class="floor__head">
          {areas.length > 1 && shown && (
            <Segments
              label={to('areas')}
              chosen={shown.id}
              onChoose={setArea}
              options={areas.map(({ id, name }) => ({ value: id, content: name }))}
            />
          )}
          {shown && (
            <button type="button" class="button" onClick={() => setEdited(fresh())}>
              <Icon name="plus" size={20} />
              {to('add_table')}
            </button>
          )}
          <button type="button" class="button" onClick={() => setNaming(true)}>
            <Icon name="plus" size={20} />
            {to('add_area')}
          </button>
          {shown && tables.length > 0 && (
            <button
              type="button"
              class="button"
              onClick={() => void shareDocument('table', shown.id)}
            >
              <Icon name="download" size={20} />
              {to('table_codes')}
            </button>
          )}
          <button type="button" class="button button--main" onClick={goUp}>
            <Icon name="check" size={20} />
            {to('edit_done')}
          </button>
        </header>
        <p class="floor__hint">{to('edit_hint')}</p>
        <section class="floor__plan floor__plan--edited" aria-label={shown?.name ?? ''}>
          {tables.map((table) => (
            <Movable key={table.id} table={table} onEdit={() => setEdited(table)} />
          ))}
        </section>
      </main>
      {edited && <TableSheet table={edited} onClose={() => setEdited(null)} />}
      {naming && (
        <AreaSheet
          onClose={() => setNaming(false)}
          onSave={(name) => {
            const id = crypto.randomUUID();
            setNaming(false);
            void put([], [{ id, name, position: areas.length + 1 }]).then(() => setArea(id));
          }}
        />
      )}
    </div>
  );
}

/** A press without a move is a tap. */
const TAP = 6;

function Movable({ table, onEdit }: { table: TableRow; onEdit(): void }) {
  const [at, setAt] = useState<{ x: number; y: number } | null>(null);
  const grip = useRef<{ x: number; y: number; moved: boolean } | null>(null);
  const place = at ?? { x: table.x ?? 0, y: table.y ?? 0 };
  const within = (x: number, y: number) => ({
    x: onRaster(x, PLAN_WIDTH - (table.width ?? 0)),
    y: onRaster(y, PLAN_HEIGHT - (table.height ?? 0)),
  });
  const settle = (next: { x: number; y: number }) =>
    void put([{ id: table.id, ...next } as TableRow]).then(() => setAt(null));
  const step = (event: KeyboardEvent) => {
    const steps: Record<string, [number, number]> = {
      ArrowLeft: [-STEP, 0],
      ArrowRight: [STEP, 0],
      ArrowUp: [0, -STEP],
      ArrowDown: [0, STEP],
    };
    const by = steps[event.key];
    if (!by) return;
    event.preventDefault();
    settle(within(place.x + by[0], place.y + by[1]));
  };
  return (
    <button
      type="button"
      class={`floor-table floor-table--edited ${shapeOf(table)}`}
      style={placed({ ...table, ...place })}
      onKeyDown={step}
      onClick={() => !grip.current?.moved && onEdit()}
      onPointerDown={(event) => {
        event.currentTarget.setPointerCapture(event.pointerId);
        grip.current = { x: event.clientX, y: event.clientY, moved: false };
      }}
      onPointerMove={(event) => {
        const held = grip.current;
        if (!held || !event.currentTarget.hasPointerCapture(event.pointerId)) return;
        const sheet = event.currentTarget.parentElement!.getBoundingClientRect();
        const [dx, dy] = [event.clientX - held.x, event.clientY - held.y];
        if (Math.hypot(dx, dy) > TAP) held.moved = true;
        if (!held.moved) return;
        setAt(
          within(
            (table.x ?? 0) + (dx / sheet.width) * PLAN_WIDTH,
            (table.y ?? 0) + (dy / sheet.height) * PLAN_HEIGHT,
          ),
        );
      }}
      onPointerUp={() => at && settle(at)}
    >
      <strong class="floor-table__name">{table.name}</strong>
      <span class="floor-table__note">{seatsOf(table)}</span>
    </button>
  );
}

function TableSheet({ table, onClose }: { table: TableRow; onClose(): void }) {
  const [row, setRow] = useState(table);
  const known = plan.value?.tables.some(({ id }) => id === table.id) ?? false;
  const size = (Object.keys(SIZES) as Size[]).find((each) => SIZES[each] >= (row.width ?? 0));
  const save = (changed: TableRow) => {
    onClose();
    void put([changed]);
  };
  return (
    <Dialog title={to('table')} onClose={onClose}>
      <form
        class="sheet"
        onSubmit={(event) => {
          event.preventDefault();
          save(row);
        }}
      >
        <label class="field">
          <span class="field__label">{to('name')}</span>
          <input
            class="input"
            type="text"
            required
            maxLength={30}
            autoComplete="off"
            value={row.name ?? ''}
            onInput={(event) => setRow({ ...row, name: event.currentTarget.value })}
          />
        </label>
        <label class="field">
          <span class="field__label">{to('table_seats')}</span>
          <input
            class="input"
            type="number"
            inputMode="numeric"
            min={0}
            max={99}
            value={row.seats ?? 0}
            onInput={(event) => setRow({ ...row, seats: Number(event.currentTarget.value) })}
          />
        </label>
        <Segments<'square' | 'round'>
          label={to('shape')}
          chosen={row.shape === 'round' ? 'round' : 'square'}
          onChoose={(shape) => setRow({ ...row, shape })}
          options={(['square', 'round'] as const).map((value) => ({
            value,
            content: to(`shape.${value}`),
          }))}
        />
        <Segments<Size>
          label={to('size')}
          chosen={size ?? 'large'}
          onChoose={(chosen) => setRow({ ...row, width: SIZES[chosen], height: SIZES[chosen] })}
          options={(Object.keys(SIZES) as Size[]).map((value) => ({
            value,
            content: to(`size.${value}`),
          }))}
        />
        <button type="submit" class="button button--main button--tall button--wide">
          {to('save')}
        </button>
        {known && (
          <button
            type="button"
            class="button button--roomy button--wide"
            onClick={() => void printDocument('table', row.id)}
          >
            <Icon name="printer" />
            {to('table_code')}
          </button>
        )}
        {known && (
          <button
            type="button"
            class="button button--danger button--wide"
            onClick={() => save({ id: row.id, active: false } as TableRow)}
          >
            {to('archive')}
          </button>
        )}
      </form>
    </Dialog>
  );
}

function AreaSheet({ onClose, onSave }: { onClose(): void; onSave(name: string): void }) {
  const [name, setName] = useState('');
  return (
    <Dialog title={to('area')} small onClose={onClose}>
      <form
        class="sheet"
        onSubmit={(event) => {
          event.preventDefault();
          onSave(name);
        }}
      >
        <label class="field">
          <span class="field__label">{to('name')}</span>
          <input
            class="input"
            type="text"
            required
            maxLength={30}
            autoComplete="off"
            value={name}
            onInput={(event) => setName(event.currentTarget.value)}
          />
        </label>
        <button type="submit" class="button button--main button--tall button--wide">
          {to('save')}
        </button>
      </form>
    </Dialog>
  );
}
