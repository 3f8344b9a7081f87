/** A grey picture with values from 0 (black) to 1 (white). */
export class Picture {
  constructor(width, height, grey = 1) {
    this.width = width;
    this.height = height;
    this.grey = new Float32Array(width * height).fill(grey);
  }

  /** One byte a pixel. */
  toBytes() {
    return Uint8Array.from(this.grey, (value) => Math.max(0, Math.min(255, Math.round(value * 255))));
  }
}

const SAMPLES = 3; // a side: what a pixel of a camera sees is a mean

/**
 * Draws a code with its quiet zone. `place` says where a point of the picture lies in the code: it maps pixels to
 * modules, or to null outside the label.
 */
export function paint(picture, code, place, { paper = 1, ink = 0 } = {}) {
  const { width, height, grey } = picture;
  const { x: middleX, y: middleY, reach } = place;
  for (let y = Math.max(0, Math.floor(middleY - reach)); y < Math.min(height, middleY + reach); y++) {
    for (let x = Math.max(0, Math.floor(middleX - reach)); x < Math.min(width, middleX + reach); x++) {
      if (place(x + 0.5, y + 0.5) === null) continue;
      let sum = 0;
      for (let i = 0; i < SAMPLES * SAMPLES; i++) {
        const at = place(x + ((i % SAMPLES) + 0.5) / SAMPLES, y + (Math.floor(i / SAMPLES) + 0.5) / SAMPLES);
        sum += at === null ? paper : code.isDark(at[0], at[1]) ? ink : paper;
      }
      grey[y * width + x] = sum / (SAMPLES * SAMPLES);
    }
  }
}

/** A label of `scale` pixels a module around (x, y), turned by `degrees`, tilted (perspective), bent around a vertical cylinder. */
export function placement(code, { x, y, scale, degrees = 0, tilt = 0, bend = 0 }) {
  const angle = (degrees * Math.PI) / 180;
  const [cosine, sine] = [Math.cos(angle), Math.sin(angle)];
  const halfWidth = code.width / 2 + code.quiet;
  const halfHeight = code.height / 2 + code.quiet;
  const radius = bend === 0 ? 0 : halfWidth / bend;
  const place = (px, py) => {
    const [dx, dy] = [(px - x) / scale, (py - y) / scale];
    let u = dx * cosine + dy * sine;
    let v = -dx * sine + dy * cosine;
    const depth = 1 + tilt * (u / halfWidth);
    if (depth <= 0.2) return null;
    u /= depth;
    v /= depth;
    if (radius !== 0) {
      if (Math.abs(u) >= radius) return null;
      u = radius * Math.asin(u / radius);
    }
    if (Math.abs(u) > halfWidth || Math.abs(v) > halfHeight) return null;
    return [u + code.width / 2, v + code.height / 2];
  };
  return Object.assign(place, { x, y, reach: Math.hypot(halfWidth, halfHeight) * scale * (1 + Math.abs(tilt)) });
}

export function blur(picture, sigma) {
  const reach = Math.ceil(sigma * 3);
  const kernel = Array.from({ length: 2 * reach + 1 }, (_, at) => Math.exp(-((at - reach) ** 2) / (2 * sigma * sigma)));
  const total = kernel.reduce((sum, weight) => sum + weight, 0);
  convolve(picture, kernel.map((weight) => weight / total), reach, 1, 0);
  convolve(picture, kernel.map((weight) => weight / total), reach, 0, 1);
}

/** As a hand that moves while the picture is taken. */
export function smear(picture, length, horizontal) {
  const reach = Math.floor(length / 2);
  const kernel = Array(2 * reach + 1).fill(1 / (2 * reach + 1));
  convolve(picture, kernel, reach, horizontal ? 1 : 0, horizontal ? 0 : 1);
}

function convolve(picture, kernel, reach, stepX, stepY) {
  const { width, height, grey } = picture;
  const out = new Float32Array(grey.length);
  for (let i = -reach; i <= reach; i++) {
    const weight = kernel[i + reach];
    for (let y = 0; y < height; y++) {
      const from = Math.max(0, Math.min(height - 1, y + i * stepY)) * width;
      for (let x = 0; x < width; x++) {
        const column = stepX === 0 ? x : Math.max(0, Math.min(width - 1, x + i));
        out[y * width + x] += weight * grey[from + column];
      }
    }
  }
  picture.grey = out;
}

/** Light that falls off from one side to the other, a gain, and a lift of black. */
export function light(picture, { gain = 1, lift = 0, fall = 0, degrees = 0 }) {
  const angle = (degrees * Math.PI) / 180;
  const { width, height, grey } = picture;
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const along = ((x / width - 0.5) * Math.cos(angle) + (y / height - 0.5) * Math.sin(angle)) * fall;
      grey[y * width + x] = lift + grey[y * width + x] * gain * Math.max(0.05, 1 + along);
    }
  }
}

export function noise(picture, deviation, random) {
  for (let i = 0; i < picture.grey.length; i++) picture.grey[i] += random.normal() * deviation * 1.4;
}

/** A straight scratch of some width, in paper or in ink. */
export function scratch(picture, [x1, y1], [x2, y2], width, grey) {
  const length = Math.hypot(x2 - x1, y2 - y1);
  const [left, right] = [Math.floor(Math.min(x1, x2) - width), Math.ceil(Math.max(x1, x2) + width)];
  const [top, bottom] = [Math.floor(Math.min(y1, y2) - width), Math.ceil(Math.max(y1, y2) + width)];
  for (let y = Math.max(0, top); y < Math.min(picture.height, bottom); y++) {
    for (let x = Math.max(0, left); x < Math.min(picture.width, right); x++) {
      const along = ((x - x1) * (x2 - x1) + (y - y1) * (y2 - y1)) / (length * length);
      const across = Math.abs((x - x1) * (y2 - y1) - (y - y1) * (x2 - x1)) / length;
      if (along >= 0 && along <= 1 && across <= width / 2) picture.grey[y * picture.width + x] = grey;
    }
  }
}

export function blot(picture, [cx, cy], radius, grey) {
  for (let y = Math.max(0, Math.floor(cy - radius)); y < Math.min(picture.height, cy + radius); y++)
    for (let x = Math.max(0, Math.floor(cx - radius)); x < Math.min(picture.width, cx + radius); x++)
      if (Math.hypot(x - cx, y - cy) <= radius) picture.grey[y * picture.width + x] = grey;
}

/** What lies around a label: patches of grey and lines of print, none of them a code. */
export function clutter(picture, random) {
  for (let i = 0; i < 12; i++) {
    const [left, top] = [random.integer(0, picture.width - 1), random.integer(0, picture.height - 1)];
    const [width, height] = [random.integer(20, picture.width / 3), random.integer(10, picture.height / 4)];
    const grey = random.between(0.25, 0.95);
    for (let y = top; y < Math.min(picture.height, top + height); y++)
      picture.grey.fill(grey, y * picture.width + left, y * picture.width + Math.min(picture.width, left + width));
  }
  for (let i = 0; i < 6; i++) {
    let x = random.integer(0, picture.width / 2);
    const y = random.integer(0, picture.height - 20);
    const size = random.integer(6, 16);
    for (let letter = 0; letter < 14; letter++, x += size * 0.7)
      for (let stroke = 0; stroke < 2; stroke++)
        scratch(
          picture,
          [x + random.between(0, size / 2), y],
          [x + random.between(0, size / 2), y + size],
          size / 6,
          0.15,
        );
  }
}
