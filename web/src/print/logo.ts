// The picture on top of papers: chosen on this device, kept small, made grey by the browser and black
// and white by the core.

const KEY = 'printer-logo';
const KEPT_WIDTH = 576;
const KEPT_HEIGHT = 240;
/** Of the paper's width; a logo is a heading and no poster. */
const SHARE = 0.6;

export interface Grey {
  grey: Uint8Array;
  width: number;
  height: number;
}

export const logo = {
  /** The picture as an address for an <img>, or null. */
  address: (): string | null => localStorage.getItem(KEY),

  async choose(file: Blob): Promise<void> {
    const bitmap = await createImageBitmap(file);
    const canvas = scaled(bitmap, KEPT_WIDTH, KEPT_HEIGHT);
    localStorage.setItem(KEY, canvas.toDataURL('image/png'));
  },

  remove: (): void => localStorage.removeItem(KEY),

  /** As a printer with so many dots in a line takes it; null when there is none. */
  async forPrinter(dots: number): Promise<Grey | null> {
    const address = logo.address();
    if (address === null) return null;
    const image = new Image();
    image.src = address;
    await image.decode();
    return grey(scaled(image, Math.floor((dots * SHARE) / 8) * 8, KEPT_HEIGHT));
  },
};

/** On white, no larger than asked, and never enlarged. */
function scaled(source: ImageBitmap | HTMLImageElement, width: number, height: number) {
  const factor = Math.min(1, width / source.width, height / source.height);
  const canvas = document.createElement('canvas');
  canvas.width = Math.max(1, Math.round(source.width * factor));
  canvas.height = Math.max(1, Math.round(source.height * factor));
  const context = canvas.getContext('2d')!;
  context.fillStyle = '#fff';
  context.fillRect(0, 0, canvas.width, canvas.height);
  context.drawImage(source, 0, 0, canvas.width, canvas.height);
  return canvas;
}

function grey(canvas: HTMLCanvasElement): Grey {
  const { width, height } = canvas;
  const { data } = canvas.getContext('2d')!.getImageData(0, 0, width, height);
  const shades = new Uint8Array(width * height);
  for (let i = 0; i < shades.length; i++) {
    // How bright an eye sees red, green and blue (ITU-R BT.601).
    shades[i] = data[4 * i]! * 0.299 + data[4 * i + 1]! * 0.587 + data[4 * i + 2]! * 0.114;
  }
  return { grey: shades, width, height };
}
