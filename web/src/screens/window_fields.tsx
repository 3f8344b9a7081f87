import type { BranchChoice, PriceWindow } from '../core/commands';
import { calendarDay } from '../format';
import { tl, weekday } from '../i18n/prices';
import './price_lists.css';

export const ALWAYS: PriceWindow = {
  branches: [],
  types: [],
  weekdays: [],
  from: 0,
  to: 0,
  validFrom: '',
  validTo: '',
};

const TYPES = ['counter', 'dine_in', 'to_go', 'delivery'] as const;
const WEEKDAYS = [1, 2, 3, 4, 5, 6, 7];

interface WindowFieldsProps {
  window: PriceWindow;
  branches: BranchChoice[];
  onChange(window: PriceWindow): void;
}

/** For which branches, kinds of orders, hours and days something holds. */
export function WindowFields({ window, branches, onChange }: WindowFieldsProps) {
  const set = (change: Partial<PriceWindow>) => onChange({ ...window, ...change });
  return (
    <fieldset class="field window-fields">
      <legend class="field__label">{tl('when')}</legend>
      <Chips
        label={tl('weekdays')}
        options={WEEKDAYS.map((day) => ({ value: day, name: weekday(day) }))}
        chosen={window.weekdays}
        onChange={(weekdays) => set({ weekdays })}
      />
      <div class="window-fields__pair">
        <TimeField label={tl('from')} minutes={window.from} onChange={(from) => set({ from })} />
        <TimeField label={tl('to')} minutes={window.to} onChange={(to) => set({ to })} />
      </div>
      <p class="field__hint">{tl('hours_hint')}</p>
      <div class="window-fields__pair">
        <DateField
          label={tl('valid_from')}
          date={window.validFrom}
          onChange={(validFrom) => set({ validFrom })}
        />
        <DateField
          label={tl('valid_to')}
          date={window.validTo}
          onChange={(validTo) => set({ validTo })}
        />
      </div>
      <Chips
        label={tl('types')}
        options={TYPES.map((type) => ({ value: type, name: tl(`type.${type}`) }))}
        chosen={window.types}
        onChange={(types) => set({ types })}
      />
      {branches.length > 1 && (
        <Chips
          label={tl('branches')}
          options={branches.map(({ id, name }) => ({ value: id, name }))}
          chosen={window.branches}
          onChange={(chosen) => set({ branches: chosen })}
        />
      )}
      <p class="field__hint">{tl('types_hint')}</p>
    </fieldset>
  );
}

/** "lun, mar · 17:00–19:00 · A domicilio"; what sets no limit is left out. */
export function windowText(window: PriceWindow): string {
  const parts = [
    window.weekdays.map(weekday).join(', '),
    window.from === window.to ? '' : `${clock(window.from)}–${clock(window.to)}`,
    window.types.map((type) => tl(`type.${type}`)).join(', '),
    [window.validFrom, window.validTo].some((date) => date !== '')
      ? [window.validFrom, window.validTo].map((date) => date && calendarDay(date)).join(' – ')
      : '',
  ].filter((part) => part !== '');
  return parts.length === 0 ? tl('always') : parts.join(' · ');
}

interface ChipsProps<T> {
  label: string;
  options: { value: T; name: string }[];
  chosen: T[];
  onChange(chosen: T[]): void;
}

/** Any number of a few. */
export function Chips<T extends string | number>({
  label,
  options,
  chosen,
  onChange,
}: ChipsProps<T>) {
  const toggle = (value: T) => {
    const on = chosen.includes(value)
      ? chosen.filter((each) => each !== value)
      : [...chosen, value];
    onChange(options.map((option) => option.value).filter((each) => on.includes(each)));
  };
  return (
    <div role="group" aria-label={label} class="chips">
      {options.map(({ value, name }) => (
        <button
          key={value}
          type="button"
          role="checkbox"
          class="button chips__one"
          aria-checked={chosen.includes(value)}
          onClick={() => toggle(value)}
        >
          {name}
        </button>
      ))}
    </div>
  );
}

function clock(minutes: number): string {
  const two = (value: number) => String(value).padStart(2, '0');
  return `${two(Math.floor(minutes / 60) % 24)}:${two(minutes % 60)}`;
}

interface TimeFieldProps {
  label: string;
  minutes: number;
  onChange(minutes: number): void;
}

function TimeField({ label, minutes, onChange }: TimeFieldProps) {
  return (
    <label class="field">
      <span class="field__label">{label}</span>
      <input
        class="input"
        type="time"
        value={clock(minutes)}
        onInput={(event) => {
          const [hours, rest] = event.currentTarget.value.split(':').map(Number);
          if (hours !== undefined && rest !== undefined) onChange(hours * 60 + rest);
        }}
      />
    </label>
  );
}

interface DateFieldProps {
  label: string;
  date: string;
  onChange(date: string): void;
}

function DateField({ label, date, onChange }: DateFieldProps) {
  return (
    <label class="field">
      <span class="field__label">{label}</span>
      <input
        class="input"
        type="date"
        value={date}
        onInput={(event) => onChange(event.currentTarget.value)}
      />
    </label>
  );
}
