import { useState } from 'preact/hooks';
import type { ComponentChildren } from 'preact';
import { named, t, tn, type Key } from '../i18n';
import { tg } from '../i18n/guests';
import { device } from '../state/device';
import { plan, stations } from '../state/floor';
import { guestsWaiting } from '../state/guests';
import { report } from '../state/messages';
import { areas, go, permissionOf, route, type Area } from '../state/route';
import { logOut, may } from '../state/session';
import { stockAlerts } from '../state/stock';
import { openTasks } from '../state/tasks';
import { yieldsTickets } from '../state/tickets';
import { Avatar } from '../ui/avatar';
import { Mark } from '../ui/brand';
import { Dialog } from '../ui/dialog';
import { Icon, type IconName } from '../ui/icon';
import { StatusChip } from '../ui/status_chip';
import { narrow } from '../ui/viewport';
import './top_bar.css';

const areaIcons: Record<Area, IconName> = {
  sell: 'counter',
  floor: 'table',
  kitchen: 'pot',
  tickets: 'ticket',
  deliveries: 'send',
  receipts: 'receipt',
  register: 'drawer',
  catalog: 'tag',
  tasks: 'inbox',
  reports: 'chart',
  customers: 'people',
  stock: 'box',
  settings: 'gear',
};
const allowedAreas = () =>
  areas.filter((area) => {
    if (area === 'floor' && !plan.value?.areas.length && !may('edit_floor')) return false;
    if (area === 'kitchen' && stations.value.length === 0) return false;
    // Who sells finds them among the orders.
    if (area === 'deliveries' && may('sell')) return false;
    if (area === 'tickets' && !yieldsTickets.value) return false;
    return permissionOf[area] === null || may(permissionOf[area]);
  });
const areaName = (area: Area) => t(`nav.${area}` satisfies Key);

/** As many names as a tablet has room for; then only where one is says its own. */
const MOST_NAMES = 5;
const navClass = () =>
  allowedAreas().length > MOST_NAMES ? 'top-bar__nav top-bar__nav--many' : 'top-bar__nav';

/** Where one is, where one can go, how the device stands and who is at the counter. */
export function TopBar({ children }: { children?: ComponentChildren }) {
  const [menu, setMenu] = useState(false);
  return (
    <header class="top-bar">
      {narrow.value ? (
        <button
          type="button"
          class="top-bar__brand"
          aria-label={t('app.menu')}
          aria-haspopup="dialog"
          onClick={() => setMenu(true)}
        >
          <Mark size={40} />
          <Waiting area="tasks" />
          <Waiting area="floor" />
        </button>
      ) : (
        <>
          <span class="top-bar__brand">
            <Mark size={40} />
          </span>
          <nav class={navClass()} aria-label={t('nav.main')}>
            {allowedAreas().map((area) => (
              <AreaTab key={area} area={area} />
            ))}
          </nav>
        </>
      )}
      <div class="top-bar__middle">{children}</div>
      <StatusChip />
      <PersonButton />
      {menu && <AreaMenu onClose={() => setMenu(false)} />}
    </header>
  );
}

function AreaTab({ area }: { area: Area }) {
  const here = route.value.area === area;
  return (
    <button
      type="button"
      class="area-tab"
      aria-current={here ? 'page' : undefined}
      title={areaName(area)}
      onClick={() => go(area)}
    >
      <Icon name={areaIcons[area]} size={22} />
      <span class="area-tab__name">{areaName(area)}</span>
      <Waiting area={area} />
    </button>
  );
}

/** How many discrepancies are open, how many items run out. */
function waiting(area: Area): number {
  if (area === 'tasks') return openTasks.value?.length ?? 0;
  if (area !== 'stock' || !stockAlerts.value) return 0;
  return stockAlerts.value.low + stockAlerts.value.negative;
}

/** How much waits for a person in that area. */
function Waiting({ area }: { area: Area }) {
  if (area === 'floor') return <GuestsBadge />;
  const count = waiting(area);
  if (count === 0) return null;
  return (
    <span class="badge">
      <span aria-hidden="true">{count}</span>
      <span class="sr-only">
        {tn(area === 'stock' ? 'nav.stock_low' : 'nav.tasks_open', count)}
      </span>
    </span>
  );
}

/** How many tables want something. */
function GuestsBadge() {
  const waiting = guestsWaiting.value;
  const tabs = new Set([...(waiting?.orders ?? []), ...(waiting?.calls ?? [])].map((w) => w.tab));
  if (tabs.size === 0) return null;
  return (
    <span class="badge">
      <span aria-hidden="true">{tabs.size}</span>
      <span class="sr-only">
        {tabs.size === 1 ? tg('badge_one') : tg('badge', { n: tabs.size })}
      </span>
    </span>
  );
}

function AreaMenu({ onClose }: { onClose(): void }) {
  return (
    <Dialog title={device.value?.tenant?.name ?? 'Mostrador'} onClose={onClose}>
      <nav class="area-menu" aria-label={t('nav.main')}>
        {allowedAreas().map((area) => (
          <button
            key={area}
            type="button"
            class="button button--tall"
            onClick={() => {
              onClose();
              go(area);
            }}
          >
            <Icon name={areaIcons[area]} />
            {areaName(area)}
            <Waiting area={area} />
          </button>
        ))}
      </nav>
    </Dialog>
  );
}

function PersonButton() {
  const [open, setOpen] = useState(false);
  const person = device.value?.person;
  if (!person) return null;
  return (
    <>
      <button
        type="button"
        class="person-button"
        aria-haspopup="dialog"
        onClick={() => setOpen(true)}
      >
        <Avatar person={person} />
        <span class="sr-only">{person.name}</span>
      </button>
      {open && (
        <Dialog title={person.name} small onClose={() => setOpen(false)}>
          <p class="person-dialog__place">
            {named('role', person.role)}
            <br />
            {device.value?.tenant?.name} · {device.value?.register?.name}
          </p>
          <button
            type="button"
            class="button button--main button--tall button--wide"
            onClick={() => logOut().catch(report)}
          >
            <Icon name="people" />
            {t('nav.switch_person')}
          </button>
        </Dialog>
      )}
    </>
  );
}
