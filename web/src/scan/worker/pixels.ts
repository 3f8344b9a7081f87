import type { Scanner } from '@core-wasm/scanner';
import type { Region } from '../messages';

/** Where a grey picture lies in the scanner's memory. */
export interface Grey {
  width: number;
  height: number;
  stride: number;
}

/** Formats whose first plane is the brightness. */
const PLANAR = /^(I4|NV)/;

/** Brings the brightness of a region into the scanner's memory, straight from the frame where the browser can. */
export async function takeGrey(
  scanner: Scanner,
  frame: VideoFrame | ImageBitmap,
  region: Region,
): Promise<Grey> {
  if (frame instanceof ImageBitmap) return drawn(scanner, frame, region);
  if (PLANAR.test(frame.format ?? '')) return copied(scanner, frame, region);
  return drawn(scanner, frame, region);
}

/** Regions start and end at even pixels, since colours are stored once for each square of four. */
async function copied(scanner: Scanner, frame: VideoFrame, region: Region): Promise<Grey> {
  const rect = { ...region };
  const memory = scanner.memory(frame.allocationSize({ rect })) as Uint8Array;
  const [brightness] = await frame.copyTo(memory, { rect });
  return { width: region.width, height: region.height, stride: brightness!.stride };
}

let canvas: OffscreenCanvas | null = null;

function drawn(scanner: Scanner, frame: VideoFrame | ImageBitmap, region: Region): Grey {
  const { x, y, width, height } = region;
  canvas ??= new OffscreenCanvas(width, height);
  if (canvas.width !== width || canvas.height !== height) Object.assign(canvas, { width, height });
  const context = canvas.getContext('2d', { willReadFrequently: true, alpha: false })!;
  context.drawImage(frame, -x, -y);
  const { data } = context.getImageData(0, 0, width, height);
  (scanner.memory(data.length) as Uint8Array).set(data);
  scanner.toGrey(width * height);
  return { width, height, stride: width };
}
