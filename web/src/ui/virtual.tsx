import type { ComponentChildren } from 'preact';
import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';

const OVERSCAN_ROWS = 3;

interface VirtualProps {
  label: string;
  count: number;
  /** The least width of a cell in pixels; null is a list, one cell a row. */
  minColumnWidth: number | null;
  rowHeight: number;
  gap: number;
  /** Draws a cell. Its one focusable element takes `tabIndex`, so that the grid is a single stop for Tab. */
  cell(index: number, tabIndex: 0 | -1): ComponentChildren;
  onShown?(from: number, to: number): void;
  /** A change brings the grid back to its top. */
  resetKey?: unknown;
  /** Up from the first row. */
  onLeaveTop?(): void;
  class?: string;
}

/** A grid of any length that draws only what is in view; arrows, Home, End and page keys walk through it. */
export function Virtual({
  label,
  count,
  minColumnWidth,
  rowHeight,
  gap,
  cell,
  onShown,
  resetKey,
  onLeaveTop,
  class: name = '',
}: VirtualProps) {
  const box = useRef<HTMLDivElement>(null);
  const [size, setSize] = useState({ width: 0, height: 0 });
  const [top, setTop] = useState(0);
  const [active, setActive] = useState(0);
  const focusWanted = useRef(false);

  useLayoutEffect(() => {
    const element = box.current!;
    const measure = () =>
      setSize({
        width: element.clientWidth - paddingInline(element),
        height: element.clientHeight,
      });
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    measure();
    return () => observer.disconnect();
  }, []);

  useLayoutEffect(() => {
    box.current!.scrollTop = 0;
    setTop(0);
    setActive(0);
  }, [resetKey]);

  const columns =
    minColumnWidth === null
      ? 1
      : Math.max(1, Math.floor((size.width + gap) / (minColumnWidth + gap)));
  const pitch = rowHeight + gap;
  const rows = Math.ceil(count / columns);
  const firstRow = Math.max(0, Math.floor(top / pitch) - OVERSCAN_ROWS);
  const lastRow = Math.min(rows, Math.ceil((top + size.height) / pitch) + OVERSCAN_ROWS);
  const current = Math.min(active, Math.max(0, count - 1));
  const currentRow = Math.floor(current / columns);

  useEffect(() => {
    if (size.height > 0) onShown?.(firstRow * columns, lastRow * columns);
  }, [firstRow, lastRow, columns, resetKey, size.height]);

  useLayoutEffect(() => {
    if (!focusWanted.current) return;
    const target = box.current!.querySelector<HTMLElement>('[tabindex="0"]');
    (target ?? box.current!).focus({ preventScroll: true }); // the cell may still be on its way
    focusWanted.current = target === null;
  });

  const moveTo = (index: number) => {
    const target = Math.min(Math.max(index, 0), count - 1);
    const element = box.current!;
    const row = Math.floor(target / columns);
    element.scrollTop = Math.max(
      (row + 1) * pitch - size.height + gap * 2,
      Math.min(element.scrollTop, row * pitch),
    );
    setTop(element.scrollTop);
    setActive(target);
    focusWanted.current = true;
  };

  const walk = (event: KeyboardEvent) => {
    if (event.key === 'ArrowUp' && currentRow === 0 && onLeaveTop) {
      event.preventDefault();
      return onLeaveTop();
    }
    const page = Math.max(1, Math.floor(size.height / pitch)) * columns;
    const steps: Record<string, number> = {
      ArrowRight: 1,
      ArrowLeft: -1,
      ArrowDown: columns,
      ArrowUp: -columns,
      PageDown: page,
      PageUp: -page,
      Home: -count,
      End: count,
    };
    const step = steps[event.key];
    if (step === undefined || event.ctrlKey || event.altKey || event.metaKey) return;
    event.preventDefault();
    moveTo(current + step);
  };

  // The row with the focus stays, wherever one scrolls; in its order, since a node that is moved loses the focus.
  const shownRows = indexes(firstRow, lastRow);
  if (currentRow < firstRow) shownRows.unshift(currentRow);
  if (currentRow >= lastRow && currentRow < rows) shownRows.push(currentRow);

  return (
    <div
      ref={box}
      class={`virtual ${name}`}
      role="grid"
      tabIndex={-1}
      aria-label={label}
      aria-rowcount={rows}
      aria-colcount={columns}
      onScroll={(event) => setTop(event.currentTarget.scrollTop)}
      onKeyDown={walk}
    >
      <div
        class="virtual__sheet"
        role="presentation"
        style={{ height: `${Math.max(0, rows * pitch - gap)}px` }}
      >
        {shownRows.map((row) => (
          <div
            key={row}
            class="virtual__row"
            role="row"
            aria-rowindex={row + 1}
            style={{
              transform: `translateY(${row * pitch}px)`,
              height: `${rowHeight}px`,
              gap: `${gap}px`,
              gridTemplateColumns: `repeat(${columns}, minmax(0, 1fr))`,
            }}
          >
            {indexes(row * columns, Math.min(count, (row + 1) * columns)).map((index) => (
              <div
                key={index}
                class="virtual__cell"
                role="gridcell"
                aria-colindex={(index % columns) + 1}
                onFocusIn={() => setActive(index)}
              >
                {cell(index, index === current ? 0 : -1)}
              </div>
            ))}
          </div>
        ))}
      </div>
    </div>
  );
}

function indexes(from: number, to: number): number[] {
  return Array.from({ length: Math.max(0, to - from) }, (_, offset) => from + offset);
}

function paddingInline(element: HTMLElement): number {
  const style = getComputedStyle(element);
  return parseFloat(style.paddingLeft) + parseFloat(style.paddingRight);
}
