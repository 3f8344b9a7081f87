import type { Minor } from '../core/commands';
import { Keypad } from './keypad';
import { Money } from './money';

const LONGEST_AMOUNT = 9;

/** The amount that was typed, or what it is while nothing was. */
export function AmountField({
  label,
  digits,
  idle,
}: {
  label: string;
  digits: string;
  idle: Minor;
}) {
  return (
    <div class={digits === '' ? 'amount-field amount-field--idle' : 'amount-field'}>
      <span class="amount-field__label">{label}</span>
      <output class="amount-field__value">
        <Money minor={digits === '' ? idle : Number(digits)} />
      </output>
    </div>
  );
}

export function AmountPad({
  digits,
  onChange,
  disabled = false,
}: {
  digits: string;
  onChange(digits: string): void;
  disabled?: boolean;
}) {
  return (
    <Keypad
      value={digits}
      onChange={(value) => onChange(value.replace(/^0+/, ''))}
      maxLength={LONGEST_AMOUNT}
      corner="00"
      disabled={disabled}
    />
  );
}
