import type { StockShort } from '../core/commands';
import { decimal } from '../format';
import { t } from '../i18n';
import { Icon } from '../ui/icon';

/** SALE-7: what there is less of than the sale takes, where the tenant wants to be told. */
export default function CartShorts({ shorts }: { shorts: StockShort[] }) {
  return (
    <div class="notice notice--accent cart-shorts" role="status">
      <Icon name="alert" size={22} />
      <ul>
        {shorts.map((short) => (
          <li key={short.item}>
            {t('cart.short', {
              product: short.name,
              left: `${decimal(short.left)} ${short.unit}`,
            })}
          </li>
        ))}
      </ul>
    </div>
  );
}
