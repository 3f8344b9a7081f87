import { useState } from 'preact/hooks';
import { client } from '../core/client';
import { money } from '../format';
import { t } from '../i18n';
import { device } from '../state/device';
import { report } from '../state/messages';
import { may, refreshDevice } from '../state/session';
import { Icon } from '../ui/icon';
import { isConfirmation, useKeys } from '../ui/keys';
import { Keypad } from '../ui/keypad';
import { Money } from '../ui/money';
import { lazy } from '../ui/lazy';
import { TopBar } from './top_bar';
import './entrance.css';
import './open_register.css';

const LicenceOver = lazy(() => import('./licence'));

/** Counts the drawer before the first sale. */
export default function OpenRegister() {
  return (
    <div class="entrance">
      <TopBar />
      {device.value?.licence?.over ? (
        <LicenceOver />
      ) : may('open_register') ? (
        <CountDrawer />
      ) : (
        <Closed />
      )}
    </div>
  );
}

function Closed() {
  return (
    <main class="empty">
      <Icon name="drawer" size={52} />
      <h1 class="empty__title">{t('open.not_allowed')}</h1>
      <p>{t('open.not_allowed_text')}</p>
    </main>
  );
}

function CountDrawer() {
  const [digits, setDigits] = useState('');
  const [busy, setBusy] = useState(false);
  const [commandId] = useState(() => crypto.randomUUID());
  const float = Number(digits);

  const open = async () => {
    setBusy(true);
    try {
      await client.call('cash.open', { openingFloat: float, commandId });
      await refreshDevice();
    } catch (thrown) {
      setBusy(false);
      report(thrown);
    }
  };
  useKeys((event) => (isConfirmation(event) ? open : null));

  return (
    <main class="open-register">
      <section class="open-register__words">
        <h1 class="entrance__title">{t('open.title')}</h1>
        <p class="entrance__text">{t('open.text')}</p>
        <dl class="facts">
          <dt>{t('settings.shop')}</dt>
          <dd>{device.value?.tenant?.name}</dd>
          <dt>{t('settings.branch')}</dt>
          <dd>{device.value?.branch?.name}</dd>
          <dt>{t('settings.register')}</dt>
          <dd>{device.value?.register?.name}</dd>
        </dl>
      </section>
      <section class="entrance__card">
        <div class={float > 0 ? 'amount-field' : 'amount-field amount-field--idle'}>
          <span class="amount-field__label">{t('open.float')}</span>
          <output class="amount-field__value">
            <Money minor={float} />
          </output>
        </div>
        <Keypad
          value={digits}
          onChange={(value) => setDigits(value.replace(/^0+/, ''))}
          maxLength={9}
          corner="00"
          disabled={busy}
        />
        <button
          type="button"
          class="button button--main button--tall button--wide"
          disabled={busy}
          onClick={() => void open()}
        >
          {t('open.submit', { amount: money(float) })}
          <kbd class="kbd">↵</kbd>
        </button>
      </section>
    </main>
  );
}
