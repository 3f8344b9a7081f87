import { named, t } from '../i18n';
import { device } from '../state/device';
import { report } from '../state/messages';
import { logOut } from '../state/session';
import { Icon } from '../ui/icon';
import { TopBar } from './top_bar';

/** This area is not for the person who is logged in. */
export default function NotAllowed() {
  return (
    <div class="area">
      <TopBar />
      <main class="area__main">
        <div class="empty">
          <Icon name="lock" size={52} />
          <h1 class="empty__title">{t('denied.title')}</h1>
          <p>{t('denied.text', { role: named('role', device.value?.person?.role ?? '') })}</p>
          <button
            type="button"
            class="button button--main button--roomy"
            onClick={() => logOut().catch(report)}
          >
            <Icon name="people" />
            {t('nav.switch_person')}
          </button>
        </div>
      </main>
    </div>
  );
}
