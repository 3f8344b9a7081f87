import { useEffect, useRef, useState } from 'preact/hooks';
import { client } from '../core/client';
import type { AuditEntry, AuditKnown, Commands, DrawerView, Id, Micros } from '../core/commands';
import { moment, money } from '../format';
import { activityWords, areaWord, ta } from '../i18n/activity';
import { tr } from '../i18n/reports';
import { device } from '../state/device';
import { report } from '../state/messages';
import { go, type Area } from '../state/route';
import { receiptsChanged } from '../state/start';
import { Dialog } from '../ui/dialog';
import { Icon } from '../ui/icon';
import { Virtual } from '../ui/virtual';
import './receipts.css';
import './activity.css';

type Ask = Commands['audit.timeline']['request'];
type Range = NonNullable<Ask['period']>['range'];
type Who = Commands['audit.who']['response'];
type Moment = { at: Micros } | null;

const PAGE = 100;
const ranges = ['today', 'yesterday', 'week', 'month'] as const satisfies Range[];
const areas = [
  'sales',
  'cash',
  'orders',
  'tickets',
  'catalog',
  'staff',
  'payments',
  'tasks',
  'organization',
] as const;

/** Who did what, where and when, as the log of this device tells it. */
export default function Activity() {
  const [range, setRange] = useState<Range | ''>('today');
  const [person, setPerson] = useState<Id | ''>('');
  const [place, setPlace] = useState<Id | ''>('');
  const [area, setArea] = useState('');
  const [opened, setOpened] = useState<AuditEntry | null>(null);
  const [drawer, setDrawer] = useState<{ at: Moment } | null>(null);
  const who = useWho();
  const { entries, more } = useTimeline({
    period: range === '' ? null : { range, from: null, to: null },
    person: person || null,
    device: place || null,
    area: area || null,
  });

  return (
    <section class="activity" aria-label={ta('title')}>
      <div class="activity__filters">
        <Choose
          label={tr('period')}
          chosen={range}
          all={ta('any_day')}
          options={ranges.map((value) => ({ id: value, name: tr(value) }))}
          onChoose={(value) => setRange(value as Range | '')}
        />
        <Choose
          label={ta('person')}
          chosen={person}
          all={ta('everybody')}
          options={who?.people ?? []}
          onChoose={setPerson}
        />
        <Choose
          label={ta('what')}
          chosen={area}
          all={ta('everything')}
          options={areas.map((value) => ({ id: value, name: areaWord(value) }))}
          onChoose={setArea}
        />
        <Choose
          label={ta('device')}
          chosen={place}
          all={ta('everywhere')}
          options={who?.devices ?? []}
          onChoose={setPlace}
        />
        <button type="button" class="button" onClick={() => setDrawer({ at: null })}>
          <Icon name="drawer" size={22} />
          {ta('drawer_at')}
        </button>
      </div>
      {entries?.length === 0 ? (
        <div class="empty">
          <Icon name="clock" size={44} />
          <p class="empty__title">{ta('none')}</p>
          <p>{ta('none_text')}</p>
        </div>
      ) : (
        <Virtual
          class="activity__rows"
          label={ta('title')}
          count={entries?.length ?? 0}
          minColumnWidth={null}
          rowHeight={72}
          gap={0}
          resetKey={`${range} ${person} ${place} ${area}`}
          onShown={(_, to) => more(to)}
          cell={(index, tabIndex) => (
            <EntryRow entry={entries![index]!} tabIndex={tabIndex} onOpen={setOpened} />
          )}
        />
      )}
      {opened && (
        <EntryDialog
          entry={opened}
          onDrawer={() => {
            setDrawer({ at: { at: opened.at } });
            setOpened(null);
          }}
          onClose={() => setOpened(null)}
        />
      )}
      {drawer && (
        <Drawer
          moment={drawer.at}
          registers={who?.registers ?? []}
          onClose={() => setDrawer(null)}
        />
      )}
    </section>
  );
}

function useWho(): Who | null {
  const [who, setWho] = useState<Who | null>(null);
  useEffect(() => {
    client.call('audit.who', {}).then(setWho, report);
  }, []);
  return who;
}

/** Reads page after page; what is filtered is filtered in the core. */
function useTimeline(filter: Omit<Ask, 'limit' | 'before'>) {
  const [entries, setEntries] = useState<AuditEntry[] | null>(null);
  const complete = useRef(false);
  const loading = useRef(false);
  const query = JSON.stringify(filter);
  const wanted = useRef(query);
  wanted.current = query;

  const read = async (before: AuditEntry | undefined) => {
    const page = await client.call('audit.timeline', {
      ...filter,
      before: before?.row ?? null,
      limit: PAGE,
    });
    if (wanted.current !== query) return;
    complete.current = page.entries.length < PAGE;
    setEntries((known) => (before ? [...(known ?? []), ...page.entries] : page.entries));
  };
  useEffect(() => {
    read(undefined).catch(report);
  }, [query, receiptsChanged.value]);
  const more = (to: number) => {
    const last = entries?.at(-1);
    if (!entries || !last || to < entries.length || complete.current || loading.current) return;
    loading.current = true;
    read(last)
      .catch(report)
      .finally(() => (loading.current = false));
  };
  return { entries, more };
}

function Choose({
  label,
  chosen,
  all,
  options,
  onChoose,
}: {
  label: string;
  chosen: string;
  /** What no choice is called. */
  all: string;
  options: readonly { id: string; name: string }[];
  onChoose(value: string): void;
}) {
  return (
    <label class="activity__choose">
      <span class="field__label">{label}</span>
      <select
        class="input"
        aria-label={label}
        value={chosen}
        onChange={(event) => onChoose(event.currentTarget.value)}
      >
        <option value="">{all}</option>
        {options.map(({ id, name }) => (
          <option key={id} value={id}>
            {name}
          </option>
        ))}
      </select>
    </label>
  );
}

function EntryRow({
  entry,
  tabIndex,
  onOpen,
}: {
  entry: AuditEntry;
  tabIndex: 0 | -1;
  onOpen(entry: AuditEntry): void;
}) {
  return (
    <button type="button" class="receipt-row" tabIndex={tabIndex} onClick={() => onOpen(entry)}>
      <span class="receipt-row__number activity__words">{activityWords(entry)}</span>
      <span class="receipt-row__facts">
        {moment(entry.at)} · {entry.person || ta('nobody')} · {place(entry)}
      </span>
      <span class="receipt-row__marks">
        {entry.parameters['allowed'] && (
          <span class="mark">{ta('allowed', { allowed: entry.parameters['allowed'] })}</span>
        )}
        {entry.parked && <span class="mark mark--danger">{ta('parked')}</span>}
      </span>
    </button>
  );
}

function place({ device: name, register }: AuditEntry): string {
  return [register, name].filter((each) => each !== '').join(' · ');
}

/** Which area shows the document of an operation. */
function areaOf(entry: AuditEntry): Area | null {
  if (entry.document === null) return null;
  if (entry.kind.startsWith('sales.')) return 'receipts';
  return entry.kind === 'cash.session_closed' ? 'register' : null;
}

function EntryDialog({
  entry,
  onDrawer,
  onClose,
}: {
  entry: AuditEntry;
  onDrawer(): void;
  onClose(): void;
}) {
  const area = areaOf(entry);
  return (
    <Dialog title={activityWords(entry)} small onClose={onClose}>
      <dl class="facts">
        <dt>{ta('when')}</dt>
        <dd>{moment(entry.at)}</dd>
        <dt>{ta('person')}</dt>
        <dd>{entry.person || ta('nobody')}</dd>
        <dt>{ta('device')}</dt>
        <dd>{place(entry)}</dd>
      </dl>
      <div class="dialog__actions">
        {area && (
          <button
            type="button"
            class="button button--roomy"
            onClick={() => go(area, entry.document)}
          >
            {ta('open_document')}
          </button>
        )}
        <button type="button" class="button button--roomy" onClick={onDrawer}>
          <Icon name="drawer" />
          {ta('drawer')}
        </button>
      </div>
    </Dialog>
  );
}

/** A register's drawer as it was at a moment. */
function Drawer({
  moment: given,
  registers,
  onClose,
}: {
  moment: Moment;
  registers: AuditKnown[];
  onClose(): void;
}) {
  const [register, setRegister] = useState(device.value?.register?.id ?? registers[0]?.id ?? '');
  const [local, setLocal] = useState('');
  const [view, setView] = useState<DrawerView | null>(null);
  useEffect(() => {
    if (register === '' || (given === null && local === '')) return;
    const when = given ? { at: given.at } : { local };
    client.call('audit.drawer', { register, ...when }).then(setView, report);
  }, [register, local]);
  return (
    <Dialog title={ta(given ? 'drawer' : 'drawer_at')} small onClose={onClose}>
      <div class="activity__drawer">
        <Choose
          label={ta('register')}
          chosen={register}
          all="—"
          options={registers}
          onChoose={setRegister}
        />
        {given === null && (
          <label class="field">
            <span class="field__label">{ta('when')}</span>
            <input
              class="input"
              type="datetime-local"
              value={local}
              onInput={(event) => setLocal(event.currentTarget.value)}
            />
          </label>
        )}
        {view && <DrawerFacts view={view} />}
      </div>
    </Dialog>
  );
}

function DrawerFacts({ view }: { view: DrawerView }) {
  if (view.session === null) return <p role="status">{ta('closed')}</p>;
  return (
    <div role="status">
      <p class="activity__opened">
        {ta('opened', { person: view.openedBy, time: moment(view.openedAt) })}
      </p>
      <dl class="facts">
        <dt>{ta('when')}</dt>
        <dd>{moment(view.at)}</dd>
        <dt>{ta('float')}</dt>
        <dd>{money(view.openingFloat)}</dd>
        <dt>{ta('sales')}</dt>
        <dd>{money(view.sales)}</dd>
        <dt>{ta('moved')}</dt>
        <dd>{money(view.moved)}</dd>
        <dt>{ta('cash')}</dt>
        <dd>{money(view.cash)}</dd>
      </dl>
    </div>
  );
}
