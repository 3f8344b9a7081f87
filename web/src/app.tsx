import { effect, signal } from '@preact/signals';
import { t } from './i18n';
import { asked } from './state/approval';
import { choosing } from './state/choices';
import { choosingVariant } from './state/variants';
import { connection } from './state/connection';
import { device } from './state/device';
import { permissionOf, route } from './state/route';
import { may } from './state/session';
import { kiosk } from './state/kiosk';
import { failure } from './state/start';
import { LogIn } from './screens/log_in';
import { Sell } from './screens/sell';
import { Mark } from './ui/brand';
import { PageToasts } from './ui/dialog';
import { lazy } from './ui/lazy';

const NotAllowed = lazy(() => import('./screens/not_allowed'));
const Enrol = lazy(() => import('./screens/enrol'));
const OpenRegister = lazy(() => import('./screens/open_register'));
const Floor = lazy(() => import('./screens/floor'));
const Kitchen = lazy(() => import('./screens/kitchen'));
const Deliveries = lazy(() => import('./screens/delivery'));
const Tickets = lazy(() => import('./screens/tickets'));
const Receipts = lazy(() => import('./screens/receipts'));
const Register = lazy(() => import('./screens/register'));
const Catalog = lazy(() => import('./screens/catalog'));
const Tasks = lazy(() => import('./screens/tasks'));
const Reports = lazy(() => import('./screens/reports'));
const Customers = lazy(() => import('./screens/customers'));
const Stock = lazy(() => import('./screens/stock'));
const Settings = lazy(() => import('./screens/settings'));
const Approval = lazy(() => import('./screens/approval'));
const Choices = lazy(() => import('./screens/choices'));
const Kiosk = lazy(() => import('./screens/kiosk'));
const VariantPicker = lazy(() => import('./screens/variant_picker'));
const Fatal = lazy(() => import('./screens/fatal'));
const Revoked = lazy(() => import('./screens/revoked'));

/** Somebody was told that this window keeps nothing, and goes on to practise. */
const practising = signal(false);

effect(() => {
  const shop = device.value?.tenant?.name;
  document.title = shop ? `${t(`nav.${route.value.area}`)} · ${shop}` : 'Mostrador';
});

export function App() {
  return (
    <>
      <Screen />
      {asked.value && <Approval asked={asked.value} />}
      {choosingVariant.value && <VariantPicker choice={choosingVariant.value} />}
      {choosing.value && <Choices choosing={choosing.value} />}
      <PageToasts />
    </>
  );
}

/** Which screen the shop is at follows from what the core says, and from the address among the areas. */
function Screen() {
  const status = device.value;
  const error =
    failure.value ?? (connection.value?.role === 'failed' ? connection.value.error : null);
  if (error) return <Fatal error={error} />;
  if (connection.value?.durable === false && !practising.value)
    return <Fatal error={null} onPractise={() => (practising.value = true)} />;
  if (!status) return <Splash />;
  if (status.revoked) return <Revoked />;
  if (!status.enrolled) return <Enrol />;
  if (!status.person) return <LogIn />;
  if (kiosk.value && may('sell')) return <Kiosk />;
  const needed = permissionOf[route.value.area];
  // Who only cooks is at home in the kitchen.
  const cooks = route.value.area === 'sell' && !may('sell') && may('prepare_orders');
  if (cooks) return <Kitchen />;
  const carries = route.value.area === 'sell' && !may('sell') && may('deliver_orders');
  if (carries) return <Deliveries />;
  if (needed !== null && !may(needed)) return <NotAllowed />;
  if (route.value.area === 'floor') return <Floor />;
  if (route.value.area === 'kitchen') return <Kitchen />;
  if (route.value.area === 'tickets') return <Tickets />;
  if (route.value.area === 'deliveries') return <Deliveries />;
  if (route.value.area === 'receipts') return <Receipts />;
  if (route.value.area === 'register') return <Register />;
  if (route.value.area === 'catalog') return <Catalog />;
  if (route.value.area === 'tasks') return <Tasks />;
  if (route.value.area === 'reports') return <Reports />;
  if (route.value.area === 'customers') return <Customers />;
  if (route.value.area === 'stock') return <Stock />;
  if (route.value.area === 'settings') return <Settings />;
  if (!status.register?.session) return <OpenRegister />;
  return <Sell />;
}

function Splash() {
  return (
    <main class="splash" aria-busy="true">
      <Mark size={96} />
      <p role="status">{t('app.loading')}</p>
    </main>
  );
}
