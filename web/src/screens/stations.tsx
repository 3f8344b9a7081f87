import { useEffect, useState } from 'preact/hooks';
import { client } from '../core/client';
import type { Commands, Id, StationRow } from '../core/commands';
import { categories } from '../state/catalog';
import { report } from '../state/messages';
import { Dialog } from '../ui/dialog';
import { Icon } from '../ui/icon';
import './printer.css';
import './stations.css';
import { st } from './stations_texts';

type Plan = Commands['kitchen.stations']['response'];

const LONGEST_NAME = 40;
const NOWHERE = '00000000-0000-0000-0000-000000000000';

/** ORG-2, KIT-1: where things are prepared, and what goes where. The core checks what is typed here. */
export default function Stations({ onBack }: { onBack(): void }) {
  const [plan, setPlan] = useState<Plan | null>(null);
  const [editing, setEditing] = useState<StationRow | null>(null);
  useEffect(() => {
    client.call('kitchen.stations', {}).then(setPlan, report);
  }, []);
  const put = (change: Partial<Plan>) =>
    client
      .call('kitchen.put', { stations: [], routes: [], ...change })
      .then(setPlan)
      .catch(report);
  const stations = plan?.stations ?? [];
  return (
    <div class="printer">
      <header class="printer__head">
        <button type="button" class="button button--quiet" onClick={onBack}>
          <Icon name="back" />
          {st('back')}
        </button>
        <h1 class="entrance__title">{st('title')}</h1>
        <p class="printer__intro">{st('intro')}</p>
      </header>
      <section class="card" aria-busy={plan === null}>
        <h2 class="card__title">{st('stations')}</h2>
        {plan && stations.length === 0 && <p>{st('none')}</p>}
        {stations.map((station) => (
          <button
            key={station.id}
            type="button"
            class="button button--roomy station"
            aria-haspopup="dialog"
            onClick={() => setEditing(station)}
          >
            <strong>{station.name}</strong>
            <span class="station__times">{times(station)}</span>
          </button>
        ))}
        <button type="button" class="button" onClick={() => setEditing(blank(stations.length))}>
          <Icon name="plus" size={20} />
          {st('add')}
        </button>
      </section>
      {stations.length > 0 && (
        <section class="card">
          <h2 class="card__title">{st('routes')}</h2>
          <p class="printer__hint">{st('routes_hint')}</p>
          {categories.value.map((category) => (
            <Route
              key={category.id}
              name={category.name}
              station={plan?.routes.find(({ id }) => id === category.id)?.station ?? null}
              stations={stations}
              onChoose={(station) => void put({ routes: [{ id: category.id, station }] })}
            />
          ))}
        </section>
      )}
      {editing && (
        <StationDialog
          station={editing}
          known={stations.some(({ id }) => id === editing.id)}
          onSave={(station) => {
            setEditing(null);
            void put({ stations: [station] });
          }}
          onClose={() => setEditing(null)}
        />
      )}
    </div>
  );
}

const blank = (position: number): StationRow => ({
  id: crypto.randomUUID(),
  name: '',
  code: null,
  position,
  warn: 8,
  late: 15,
  active: true,
  branch: null,
  create: null,
});

function times({ warn, late }: StationRow): string {
  return st('times', { warn: warn ?? 0, late: late ?? 0 });
}

interface RouteProps {
  name: string;
  station: Id | null;
  stations: StationRow[];
  onChoose(station: Id): void;
}

function Route({ name, station, stations, onChoose }: RouteProps) {
  return (
    <label class="station-route">
      <span>{name}</span>
      <select
        class="input"
        value={station ?? NOWHERE}
        onChange={(event) => onChoose(event.currentTarget.value)}
      >
        <option value={NOWHERE}>{st('nowhere')}</option>
        {stations.map(({ id, name: where }) => (
          <option key={id} value={id}>
            {where}
          </option>
        ))}
      </select>
    </label>
  );
}

interface StationDialogProps {
  station: StationRow;
  known: boolean;
  onSave(station: StationRow): void;
  onClose(): void;
}

function StationDialog({ station: given, known, onSave, onClose }: StationDialogProps) {
  const [station, setStation] = useState(given);
  const minutes = (field: 'warn' | 'late', label: string) => (
    <label class="field">
      <span class="field__label">{label}</span>
      <input
        class="input"
        type="number"
        min={0}
        max={600}
        value={station[field] ?? 0}
        onInput={(event) =>
          setStation({ ...station, [field]: Math.trunc(Number(event.currentTarget.value)) })
        }
      />
    </label>
  );
  return (
    <Dialog title={st(known ? 'edit' : 'add')} small onClose={onClose}>
      <form
        class="sheet"
        onSubmit={(event) => {
          event.preventDefault();
          onSave(station);
        }}
      >
        <label class="field">
          <span class="field__label">{st('name')}</span>
          <input
            class="input"
            type="text"
            required
            autoComplete="off"
            maxLength={LONGEST_NAME}
            value={station.name ?? ''}
            onInput={(event) => setStation({ ...station, name: event.currentTarget.value })}
          />
        </label>
        {minutes('warn', st('warn'))}
        {minutes('late', st('late'))}
        <button type="submit" class="button button--main button--tall button--wide">
          {st('save')}
        </button>
        {known && (
          <button
            type="button"
            class="button button--danger button--wide"
            onClick={() => onSave({ ...given, active: false })}
          >
            <Icon name="trash" size={20} />
            {st('remove')}
          </button>
        )}
      </form>
    </Dialog>
  );
}
