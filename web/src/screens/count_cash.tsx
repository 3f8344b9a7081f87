import { useEffect, useState } from 'preact/hooks';
import { client } from '../core/client';
import type { Minor, Pieces } from '../core/commands';
import { money } from '../format';
import { t } from '../i18n';
import { tc } from '../i18n/counter';
import { report } from '../state/messages';
import { Icon } from '../ui/icon';
import { Money } from '../ui/money';

const MOST_PIECES = 99_999;

interface CountProps {
  pieces: Pieces[];
  onChange(pieces: Pieces[]): void;
}

/** The drawer by notes and coins; the core adds them up. */
export function CountCash({ pieces, onChange }: CountProps) {
  const [values, setValues] = useState<Minor[]>([]);
  const [total, setTotal] = useState<Minor>(0);
  useEffect(() => {
    client.call('cash.count', { pieces }).then((count) => {
      setValues(count.values);
      setTotal(count.total);
    }, report);
  }, [pieces]);
  const countOf = (value: Minor) => pieces.find((each) => each.value === value)?.count ?? 0;
  const set = (value: Minor, count: number) => {
    const others = pieces.filter((each) => each.value !== value);
    const known = Math.min(Math.max(count || 0, 0), MOST_PIECES);
    onChange(known === 0 ? others : [...others, { value, count: known }]);
  };
  return (
    <div class="count">
      <ul class="count__values">
        {values.map((value) => (
          <li key={value} class="count__value">
            <span>
              <Money minor={value} />
            </span>
            <button
              type="button"
              class="button button--icon"
              aria-label={`${t('cart.less')}: ${money(value)}`}
              disabled={countOf(value) === 0}
              onClick={() => set(value, countOf(value) - 1)}
            >
              <Icon name="minus" />
            </button>
            <input
              class="input count__input"
              type="text"
              inputMode="numeric"
              aria-label={tc('count.pieces', { value: money(value) })}
              value={countOf(value) === 0 ? '' : String(countOf(value))}
              placeholder="0"
              onInput={(event) => set(value, Number(event.currentTarget.value.replace(/\D/g, '')))}
            />
            <button
              type="button"
              class="button button--icon"
              aria-label={`${t('cart.more')}: ${money(value)}`}
              onClick={() => set(value, countOf(value) + 1)}
            >
              <Icon name="plus" />
            </button>
          </li>
        ))}
      </ul>
      <p class="refund__total" role="status">
        <span>{tc('count.total')}</span>
        <Money minor={total} />
      </p>
    </div>
  );
}
