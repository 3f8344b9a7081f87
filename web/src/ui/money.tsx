import type { Minor } from '../core/commands';
import { moneyParts } from '../format';

/** An amount, with the currency's symbol set smaller than the figures. */
export function Money({ minor }: { minor: Minor }) {
  const { sign, symbol, symbolFirst, figures } = moneyParts(minor);
  if (symbolFirst)
    return (
      <span class="money">
        {sign}
        <span class="money__symbol">{symbol}</span>
        {figures}
      </span>
    );
  return (
    <span class="money">
      {sign}
      {figures}
      <span class="money__symbol money__symbol--after">{symbol}</span>
    </span>
  );
}
