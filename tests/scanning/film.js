// node film.js --out FILE.y4m --format EAN-13 --text 7750182000017 [--shown 1] [--hidden 0]
//
// A film for Chromium's fake camera, which repeats it for ever: a label that is held up for `shown` seconds and put away
// for `hidden` ones.

import { closeSync, openSync, writeSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { drawCode } from './images/codes.js';
import { blur, clutter, noise, paint, Picture, placement } from './images/picture.js';
import { Random } from './images/random.js';

const [WIDTH, HEIGHT] = [640, 480];
const FRAMES_PER_SECOND = 10;
const COLOURLESS = Buffer.alloc((WIDTH * HEIGHT) / 2, 128);

const { values } = parseArgs({
  options: {
    out: { type: 'string' },
    format: { type: 'string' },
    text: { type: 'string' },
    shown: { type: 'string', default: '1' },
    hidden: { type: 'string', default: '0' },
  },
});

const random = new Random(7);
const code = drawCode(values.format, values.text);
const film = openSync(values.out, 'w');
writeSync(film, `YUV4MPEG2 W${WIDTH} H${HEIGHT} F${FRAMES_PER_SECOND}:1 Ip A1:1 C420jpeg\n`);
write(true, Number(values.shown));
write(false, Number(values.hidden));
closeSync(film);

function write(withLabel, seconds) {
  for (let frame = 0; frame < seconds * FRAMES_PER_SECOND; frame++) {
    writeSync(film, 'FRAME\n');
    writeSync(film, photograph(withLabel));
    writeSync(film, COLOURLESS);
  }
}

/** The counter, with or without the label, from a hand that is never quite still. */
function photograph(withLabel) {
  const picture = new Picture(WIDTH, HEIGHT, 0.6);
  clutter(picture, new Random(3));
  if (withLabel) {
    const scale = Math.min((WIDTH * 0.6) / (code.width + 2 * code.quiet), (HEIGHT * 0.6) / (code.height + 2 * code.quiet));
    const place = { x: WIDTH / 2 + random.between(-6, 6), y: HEIGHT / 2 + random.between(-6, 6), scale, degrees: random.between(-4, 4) };
    paint(picture, code, placement(code, place));
  }
  blur(picture, 0.7);
  noise(picture, 0.01, random);
  return picture.toBytes();
}
