// The pictures that the scanner is measured and tested with: drawn codes, spoilt in ways whose strength is random.
import { FORMATS, randomCode } from './codes.js';
import { blot, blur, clutter, light, noise, paint, Picture, placement, scratch, smear } from './picture.js';
import { Random } from './random.js';

const WIDE = [960, 720];

/** Each spoils one label: it may change how it is placed (`place`) and what becomes of the picture (`after`). */
const CATEGORIES = {
  clean: {},
  rotated: { place: (random) => ({ degrees: random.between(-180, 180), tilt: random.between(-0.12, 0.12) }) },
  blurred: {
    place: (random) => ({ degrees: random.between(-6, 6) }),
    after(picture, random, { scale }) {
      if (random.next() < 0.7) blur(picture, scale * random.between(0.35, 0.85));
      else smear(picture, scale * random.between(0.8, 2), random.next() < 0.5);
    },
  },
  dark: {
    after(picture, random) {
      blur(picture, 0.6);
      light(picture, { gain: random.between(0.06, 0.3), lift: random.between(0, 0.04), fall: random.between(-1.2, 1.2), degrees: random.between(0, 360) });
      noise(picture, random.between(0.004, 0.02), random);
    },
  },
  low_contrast: {
    after(picture, random) {
      blur(picture, 0.6);
      light(picture, { gain: random.between(0.07, 0.25), lift: random.between(0.1, 0.65), fall: random.between(-0.3, 0.3), degrees: random.between(0, 360) });
      noise(picture, random.between(0.002, 0.012), random);
    },
  },
  damaged: {
    place: (random) => ({ degrees: random.between(-8, 8) }),
    after(picture, random, { x, y, scale, code }) {
      const [w, h] = [(code.width * scale) / 2, (code.height * scale) / 2];
      const near = () => [x + random.between(-w, w), y + random.between(-h, h)];
      for (let i = 0; i < random.integer(1, 4); i++) scratch(picture, near(), near(), scale * random.between(0.8, 3), random.pick([0, 1]));
      for (let i = 0; i < random.integer(0, 3); i++) blot(picture, near(), scale * random.between(1, 5), random.pick([0, 1]));
    },
  },
  curved: {
    place: (random) => ({ bend: random.between(0.5, 0.97), degrees: random.pick([0, 90]) + random.between(-5, 5) }),
    after(picture, random) {
      blur(picture, 0.6);
      light(picture, { gain: 0.9, fall: random.between(-0.6, 0.6), degrees: random.between(0, 360) });
      noise(picture, 0.008, random);
    },
  },
  small: {
    scale: (random) => random.between(1.05, 1.8),
    place: (random) => ({ degrees: random.between(-4, 4) }),
    after(picture, random) {
      blur(picture, random.between(0.3, 0.6));
      noise(picture, 0.006, random);
    },
  },
  multiple: {},
};

export const CATEGORY_NAMES = Object.keys(CATEGORIES);

/** `count` pictures of a category: `{ name, category, width, height, grey, truth: [{ format, text }] }`. */
export function* pictures(category, count, seed = 1) {
  for (let i = 0; i < count; i++) {
    const random = new Random(seed * 7919 + i * 104729 + CATEGORY_NAMES.indexOf(category) * 1299709);
    const made = category === 'multiple' ? several(random) : single(CATEGORIES[category], FORMATS[i % FORMATS.length], random);
    yield { name: `${category}-${String(i).padStart(3, '0')}`, category, ...made };
  }
}

function backdrop(random, [width, height]) {
  const picture = new Picture(width, height, random.between(0.35, 0.9));
  clutter(picture, random);
  return picture;
}

function single({ scale: scaleOf, place = () => ({}), after = () => {} }, format, random) {
  const code = randomCode(format, random);
  const picture = backdrop(random, WIDE);
  const across = Math.hypot(code.width + 2 * code.quiet, code.height + 2 * code.quiet);
  const most = Math.min(picture.height / across, code.isSquare ? 9 : 6);
  const scale = scaleOf ? scaleOf(random) : random.between(Math.min(1.9, most * 0.9), most);
  const room = (across * scale) / 2;
  const x = random.between(Math.min(room, picture.width / 2), Math.max(picture.width - room, picture.width / 2));
  const y = random.between(Math.min(room, picture.height / 2), Math.max(picture.height - room, picture.height / 2));
  paint(picture, code, placement(code, { x, y, scale, ...place(random) }), { paper: random.between(0.85, 1), ink: random.between(0, 0.15) });
  after(picture, random, { x, y, scale, code });
  return finish(picture, [code]);
}

/** Two to six labels, each in a cell of its own. */
function several(random) {
  const [columns, rows] = random.pick([[2, 1], [2, 2], [3, 2]]);
  const picture = backdrop(random, [1280, 960]);
  const codes = [];
  for (let cell = 0; cell < columns * rows; cell++) {
    const code = randomCode(random.pick(FORMATS), random);
    const [width, height] = [picture.width / columns, picture.height / rows];
    const fit = Math.min(width / (code.width + 2 * code.quiet), height / (code.height + 2 * code.quiet));
    const scale = Math.min(fit * 0.95, random.between(1.8, 5));
    const x = width * ((cell % columns) + 0.5);
    const y = height * (Math.floor(cell / columns) + 0.5);
    paint(picture, code, placement(code, { x, y, scale, degrees: random.between(-5, 5) }));
    codes.push(code);
  }
  blur(picture, 0.6);
  noise(picture, 0.008, random);
  return finish(picture, codes);
}

function finish(picture, codes) {
  return { width: picture.width, height: picture.height, grey: picture.toBytes(), truth: codes.map(({ format, text }) => ({ format, text })) };
}
