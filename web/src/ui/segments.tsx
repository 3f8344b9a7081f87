import type { ComponentChildren } from 'preact';

interface SegmentsProps<T extends string> {
  label: string;
  options: readonly { value: T; content: ComponentChildren }[];
  chosen: T;
  onChoose(value: T): void;
}

/** One of a few: a row of radio buttons that the arrow keys walk through. */
export function Segments<T extends string>({ label, options, chosen, onChoose }: SegmentsProps<T>) {
  const move = (event: KeyboardEvent) => {
    const step =
      event.key === 'ArrowRight' || event.key === 'ArrowDown'
        ? 1
        : event.key === 'ArrowLeft' || event.key === 'ArrowUp'
          ? -1
          : 0;
    if (step === 0) return;
    event.preventDefault();
    const at = options.findIndex(({ value }) => value === chosen);
    const next = options[(at + step + options.length) % options.length]!;
    onChoose(next.value);
    const group = event.currentTarget as HTMLElement;
    (group.children[options.indexOf(next)] as HTMLElement).focus();
  };
  return (
    <div class="segments" role="radiogroup" aria-label={label} onKeyDown={move}>
      {options.map(({ value, content }) => (
        <button
          key={value}
          type="button"
          role="radio"
          class="segment"
          aria-checked={value === chosen}
          tabIndex={value === chosen ? 0 : -1}
          onClick={() => onChoose(value)}
        >
          {content}
        </button>
      ))}
    </div>
  );
}
