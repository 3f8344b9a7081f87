import { moment } from '../format';
import { t } from '../i18n';
import { connection } from '../state/connection';
import { device } from '../state/device';
import { Icon } from '../ui/icon';

/** ORG-3: too long without the hub. What is open may be finished; nothing new begins. */
export default function LicenceOver() {
  const licence = device.value?.licence;
  const since = connection.value?.lastContact ?? null;
  return (
    <div class="empty" role="alert">
      <Icon name="offline" size={52} />
      <h2 class="empty__title">{t('licence.over')}</h2>
      <p>
        {t('licence.over_text', {
          days: licence?.days ?? 0,
          since: since === null ? t('status.never') : moment(since),
        })}
      </p>
      <p>{t('licence.over_do')}</p>
    </div>
  );
}
