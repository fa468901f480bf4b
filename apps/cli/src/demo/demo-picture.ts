import sharp from 'sharp';

const width = 1200;
const height = 900;

type Colour = readonly [red: number, green: number, blue: number];
export const scenes = ['bridge', 'table'] as const;
export type Scene = (typeof scenes)[number];

const sky: Colour = [227, 217, 190];
const sun: Colour = [233, 176, 92];
const far: Colour = [134, 163, 166];
const near: Colour = [94, 114, 98];
const water: Colour = [158, 183, 186];
const stone: Colour = [92, 84, 78];
const wood: Colour = [176, 134, 94];
const plate: Colour = [244, 240, 232];
const soup: Colour = [205, 128, 58];
const cloth: Colour = [122, 146, 140];

/** What is seen at a point, both between 0 and 1: somebody's view on a walk, and a table that is laid. */
const paint: Readonly<Record<Scene, (x: number, y: number) => Colour>> = {
  bridge(x, y) {
    const arch = Math.hypot((x - 0.5) / 0.24, (y - 0.66) / 0.2) < 1;
    const isBridge = y > 0.42 + 0.12 * (x - 0.5) ** 2 && y < 0.66 && !arch;
    if (isBridge && x > 0.08 && x < 0.92) return stone;
    if (y > 0.66) return Math.sin(y * 90 + Math.sin(x * 9) * 2) > 0.55 ? far : water;
    if (y > 0.52 + 0.05 * Math.sin(x * 7)) return near;
    if (y > 0.4 + 0.07 * Math.sin(x * 4 + 2)) return far;
    return Math.hypot((x - 0.74) * (width / height), y - 0.2) < 0.08 ? sun : sky;
  },
  table(x, y) {
    for (const [left, top] of [
      [0.32, 0.45],
      [0.7, 0.62],
    ] as const) {
      const away = Math.hypot((x - left) * (width / height), y - top);
      if (away < 0.15) return soup;
      if (away < 0.22) return plate;
    }
    return Math.abs(y - 0.5) < 0.36 && Math.abs(x - 0.5) < 0.42 ? cloth : wood;
  },
};

/** A picture that nobody took: the file of a photo for the demo. */
export async function paintPicture(scene: Scene): Promise<Buffer> {
  const pixels = Buffer.alloc(width * height * 3);
  for (let row = 0; row < height; row += 1) {
    for (let column = 0; column < width; column += 1)
      pixels.set(paint[scene](column / width, row / height), (row * width + column) * 3);
  }
  return sharp(pixels, { raw: { width, height, channels: 3 } })
    .jpeg({ quality: 80 })
    .toBuffer();
}
