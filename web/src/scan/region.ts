import type { Region } from './messages';

interface Size {
  width: number;
  height: number;
}

/** A frame is read once the camera has told how large it is. */
const SMALLEST = 16;

/** The part of a frame that shows when it covers a box and is enlarged `zoom` times around its middle, at even pixels. */
export function visiblePart(frame: Size, box: Size, zoom: number): Region | null {
  if (frame.width < SMALLEST || frame.height < SMALLEST || box.width === 0 || box.height === 0)
    return null;
  const scale = Math.max(box.width / frame.width, box.height / frame.height) * zoom;
  const width = even(Math.min(frame.width, box.width / scale));
  const height = even(Math.min(frame.height, box.height / scale));
  return {
    x: even((frame.width - width) / 2),
    y: even((frame.height - height) / 2),
    width,
    height,
  };
}

function even(value: number): number {
  return Math.floor(value / 2) * 2;
}
