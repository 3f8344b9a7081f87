import { client } from '../core/client';
import { t } from '../i18n';
import { tc } from '../i18n/counter';
import { chooseWidth } from '../print/setup';
import { device } from '../state/device';
import { plan } from '../state/floor';
import { lockAsKiosk } from '../state/kiosk';
import { report } from '../state/messages';
import {
  chooseLanguage,
  chooseTheme,
  language,
  paper,
  papers,
  theme,
  themes,
} from '../state/preferences';
import { go, route } from '../state/route';
import { logOut, may, refreshDevice } from '../state/session';
import { Icon } from '../ui/icon';
import { VERSION } from '../version';
import { useKey } from '../ui/keys';
import { lazy } from '../ui/lazy';
import { Segments } from '../ui/segments';
import { TopBar } from './top_bar';
import './settings.css';
import './sheets.css';

const Printer = lazy(() => import('./printer'));
const GuestSettings = lazy(() => import('./guest_settings'));
const ScaleCodes = lazy(() => import('./scale_codes'));
const Stations = lazy(() => import('./stations'));
const TicketRules = lazy(() => import('./ticket_rules'));
const Devices = lazy(() => import('./devices'));

const DETAILS = ['printer', 'scales', 'stations', 'tickets', 'devices'];

/** How this device looks and prints; the shop's own settings live elsewhere. */
export default function Settings() {
  const { detail } = route.value;
  const back = () => go('settings');
  useKey('Escape', () => (detail !== null ? back() : go('sell')));
  return (
    <div class="area">
      <TopBar />
      <main class="area__main">
        <h1 class="sr-only">{t('settings.title')}</h1>
        {detail === 'printer' && <Printer onBack={back} />}
        {detail === 'scales' && <ScaleCodes onBack={back} />}
        {detail === 'devices' && <Devices onBack={back} />}
        {detail === 'stations' && <Stations onBack={back} />}
        {detail === 'tickets' && <TicketRules onBack={back} />}
        {!DETAILS.includes(detail ?? '') && <Cards />}
      </main>
    </div>
  );
}

const terminals = [
  '',
  'simulated_approves',
  'simulated_declines',
  'simulated_times_out',
  'simulated_loses_answer',
] as const;
type TerminalName = (typeof terminals)[number];

/** Which card terminal stands beside this register. */
function TerminalChoice() {
  const chosen = (device.value?.register?.terminal ?? '') as TerminalName;
  const choose = (terminal: TerminalName) =>
    void client.call('payments.set_terminal', { terminal }).then(refreshDevice).catch(report);
  return (
    <section class="card">
      <h2 class="card__title">{tc('terminal.title')}</h2>
      <div class="kinds" role="radiogroup" aria-label={tc('terminal.title')}>
        {terminals.map((each) => (
          <button
            key={each}
            type="button"
            role="radio"
            class="button button--roomy kinds__kind"
            aria-checked={chosen === each}
            onClick={() => choose(each)}
          >
            {tc(each === '' ? 'terminal.manual' : `terminal.${each}`)}
          </button>
        ))}
      </div>
    </section>
  );
}

function Cards() {
  const status = device.value;
  return (
    <div class="settings">
      <section class="card">
        <div class="field">
          <h2 class="field__label">{t('settings.language')}</h2>
          <Segments
            label={t('settings.language')}
            chosen={language.value}
            onChoose={chooseLanguage}
            options={[
              { value: 'es', content: <span lang="es">Español</span> },
              { value: 'en', content: <span lang="en">English</span> },
            ]}
          />
        </div>
        <div class="field">
          <h2 class="field__label">{t('settings.theme')}</h2>
          <Segments
            label={t('settings.theme')}
            chosen={theme.value}
            onChoose={chooseTheme}
            options={themes.map((value) => ({ value, content: t(`settings.theme_${value}`) }))}
          />
        </div>
        <div class="field">
          <h2 class="field__label">{t('settings.paper')}</h2>
          <Segments
            label={t('settings.paper')}
            chosen={paper.value}
            onChoose={chooseWidth}
            options={papers.map((value) => ({ value, content: `${value.slice(2)} mm` }))}
          />
        </div>
        <button
          type="button"
          class="button button--roomy"
          onClick={() => go('settings', 'printer')}
        >
          <Icon name="printer" />
          {t('settings.printer')}
        </button>
        {may('edit_catalog') && (
          <button
            type="button"
            class="button button--roomy"
            onClick={() => go('settings', 'scales')}
          >
            <Icon name="barcode" />
            {t('settings.scales')}
          </button>
        )}
        {may('edit_catalog') && (
          <button
            type="button"
            class="button button--roomy"
            onClick={() => go('settings', 'tickets')}
          >
            <Icon name="ticket" />
            {t('settings.tickets')}
          </button>
        )}
        {may('edit_floor') && (
          <button
            type="button"
            class="button button--roomy"
            onClick={() => go('settings', 'stations')}
          >
            <Icon name="pot" />
            {t('settings.stations')}
          </button>
        )}
      </section>
      <section class="card">
        <h2 class="card__title">{t('settings.device')}</h2>
        <dl class="facts">
          <dt>{t('settings.shop')}</dt>
          <dd>{status?.tenant?.name}</dd>
          <dt>{t('settings.branch')}</dt>
          <dd>{status?.branch?.name}</dd>
          <dt>{t('settings.register')}</dt>
          <dd>{status?.register?.name}</dd>
          <dt>{t('settings.device_name')}</dt>
          <dd>{status?.device?.name}</dd>
          <dt>{t('status.version')}</dt>
          <dd>{VERSION}</dd>
        </dl>
        {may('settle_tasks') && (
          <button type="button" class="button button--roomy" onClick={() => lockAsKiosk(true)}>
            <Icon name="counter" />
            {t('settings.kiosk')}
          </button>
        )}
        {may('manage_devices') && (
          <button
            type="button"
            class="button button--roomy"
            onClick={() => go('settings', 'devices')}
          >
            <Icon name="counter" />
            {t('settings.devices')}
          </button>
        )}
        <button type="button" class="button button--roomy" onClick={() => logOut().catch(report)}>
          <Icon name="lock" />
          {t('settings.lock')}
        </button>
      </section>
      {may('manage_devices') && <TerminalChoice />}
      {may('edit_floor') && plan.value !== null && plan.value.tables.length > 0 && (
        <GuestSettings />
      )}
      <section class="card">
        <h2 class="card__title">{t('settings.keys')}</h2>
        <Shortcuts />
      </section>
    </div>
  );
}

function Shortcuts() {
  const shortcuts: [string, string][] = [
    ['F2', t('keys.search')],
    [t('keys.arrows'), t('keys.grid')],
    ['Enter', t('keys.add')],
    [t('keys.digits'), t('keys.quantity')],
    ['F4', t('keys.cart')],
    ['Supr / Del', t('keys.remove')],
    ['F8', t('keys.exact')],
    ['F9 · Enter', t('keys.pay')],
    ['F10', t('keys.print')],
    ['Esc', t('keys.back')],
  ];
  return (
    <dl class="shortcuts">
      {shortcuts.map(([key, meaning]) => (
        <div key={key}>
          <dt>
            <kbd>{key}</kbd>
          </dt>
          <dd>{meaning}</dd>
        </div>
      ))}
    </dl>
  );
}
