import createModule from '../../build/wasm-release/core/scanner.js';

/** The scanner's module as the product ships it, for pictures instead of a camera. */
export async function loadScanner() {
  const module = await createModule();
  const scanner = new module.Scanner();
  return {
    /** `{ format, text, corners }` of every code in a grey picture. */
    readGrey({ width, height, grey }) {
      scanner.memory(width * height).set(grey);
      return scanner.read(width, height, width, -1);
    },
    /** The same for the frame of a film; rows of the picture begin `stride` bytes apart. */
    readFrame({ width, height, grey, stride }, number) {
      scanner.memory(grey.length).set(grey);
      return scanner.read(width, height, stride, number);
    },
    /** The same for a picture of red, green, blue and alpha. */
    readColour({ width, height, data }) {
      scanner.memory(width * height * 4).set(data);
      scanner.toGrey(width * height);
      return scanner.read(width, height, width, -1);
    },
  };
}
