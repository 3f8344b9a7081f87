import type { Minor } from '../core/commands';
import { moneyParts } from '../format';

/** An amount, with the currency's symbol set smaller than the figures. */
export function Money({ minor }: { minor: Minor }) {
  const { symbol, symbolFirst, figures } = moneyParts(minor);
  const sign = <span class="money__symbol">{symbol}</span>;
  return <span class="money">{symbolFirst ? <>{sign} {figures}</> : <>{figures} {sign}</>}</span>;
}
