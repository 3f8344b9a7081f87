// What travels between the scanner's screen and its worker.

/** A part of a picture, in its pixels. */
export interface Region {
  x: number;
  y: number;
  width: number;
  height: number;
}

/** One frame of the camera, given away to the worker; `region` is the part that is seen on the screen. */
export interface ToScanner {
  frame: VideoFrame | ImageBitmap;
  region: Region;
  /** Counts the frames: what a quick look cannot read, different frames try in different ways. */
  number: number;
}

export interface ScannedCode {
  /** "EAN-13", "QRCode", …: the names of wasm/scanner/code.hpp. */
  format: string;
  text: string;
  /** x and y of four corners, clockwise, in pixels of the whole frame. */
  corners: number[];
}

export type FromScanner =
  | { ready: true }
  | { codes: ScannedCode[] }
  /** The module could not be loaded, or a frame not be read. */
  | { failed: string };
