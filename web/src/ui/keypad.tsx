import { t } from '../i18n';
import { Icon } from './icon';
import { isDigit, isTyping, useKeys } from './keys';

interface KeypadProps {
  /** The digits typed so far. */
  value: string;
  onChange(value: string): void;
  maxLength: number;
  /** What stands left of the zero. */
  corner?: '00' | ',' | null;
  disabled?: boolean;
}

/** Digits for fingers and for the keyboard alike. It only joins text; what the digits mean is the caller's. */
export function Keypad({
  value,
  onChange,
  maxLength,
  corner = null,
  disabled = false,
}: KeypadProps) {
  const type = (text: string) => {
    if (!disabled && value.length + text.length <= maxLength) onChange(value + text);
  };
  const erase = () => !disabled && onChange(value.slice(0, -1));
  const point = () => !value.includes('.') && type(value === '' ? '0.' : '.');

  useKeys((event) => {
    if (isTyping(event)) return null;
    if (isDigit(event)) return () => type(event.key);
    if (event.key === 'Backspace') return erase;
    if (corner === ',' && (event.key === ',' || event.key === '.')) return point;
    return null;
  });

  const key = (text: string) => (
    <button type="button" class="keypad__key" disabled={disabled} onClick={() => type(text)}>
      {text}
    </button>
  );
  return (
    <div class="keypad">
      {['1', '2', '3', '4', '5', '6', '7', '8', '9'].map(key)}
      {corner === null && <span />}
      {corner === '00' && key('00')}
      {corner === ',' && (
        <button type="button" class="keypad__key" disabled={disabled} onClick={point}>
          ,
        </button>
      )}
      {key('0')}
      <button
        type="button"
        class="keypad__key keypad__key--quiet"
        disabled={disabled}
        aria-label={t('app.delete')}
        onClick={erase}
      >
        <Icon name="backspace" size={28} />
      </button>
    </div>
  );
}
