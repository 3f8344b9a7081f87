// Reads codes from the frames of a camera, one at a time, away from the page's thread.

import createModule, { type Scanner } from '@core-wasm/scanner';
import type { FromScanner, ScannedCode, ToScanner } from '../messages';
import { takeGrey } from './pixels';

const tell = (message: FromScanner): void => self.postMessage(message);

const scanner: Promise<Scanner> = createModule().then((module) => new module.Scanner());
scanner.then(
  () => tell({ ready: true }),
  (error: unknown) => tell({ failed: String(error) }),
);

self.onmessage = async ({ data }: MessageEvent<ToScanner>) => {
  try {
    tell({ codes: await read(await scanner, data) });
  } catch (error) {
    tell({ failed: String(error) });
  } finally {
    data.frame.close();
  }
};

async function read(reader: Scanner, { frame, region, number }: ToScanner): Promise<ScannedCode[]> {
  const { width, height, stride } = await takeGrey(reader, frame, region);
  const codes = reader.read(width, height, stride, number) as ScannedCode[];
  return codes.map((code) => ({ ...code, corners: moved(code.corners, region.x, region.y) }));
}

function moved(corners: number[], x: number, y: number): number[] {
  return corners.map((value, at) => value + (at % 2 === 0 ? x : y));
}
