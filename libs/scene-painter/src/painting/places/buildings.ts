import { type Hex, darker, lighter, mixed } from '../colour.js';
import { circle, ellipse, line, num, rect, shape } from '../drawing.js';
import { type Stage, tone } from '../stage.js';
import { SeededRandom } from '../../seeded-random.js';

function isDark(stage: Stage): boolean {
  return stage.daylight.time === 'night' || stage.daylight.time === 'dusk' || stage.lamp === 'neon';
}

export function skyline(
  stage: Stage,
  label: string,
  { distance, low, high }: { distance: number; low: number; high: number },
): string {
  const random = stage.random.fork(label);
  const parts: string[] = [];
  for (let x = -30; x < stage.width + 20;) {
    const width = random.between(64, 120);
    const tall = random.between(low, high);
    const colour = tone(stage, random.pick(['#5c6f92', '#6e6390', '#4f7a8c', '#86708a'] as const), distance);
    parts.push(tower(stage, [x, stage.horizon - tall, width, tall + 10], { colour, distance, random }));
    x += width + random.between(2, 18);
  }
  return parts.join('');
}

interface Facade {
  readonly colour: Hex;
  readonly distance: number;
  readonly random: SeededRandom;
}

function tower(
  stage: Stage,
  box: readonly [number, number, number, number],
  { colour, distance, random }: Facade,
): string {
  const [x, y, width, tall] = box;
  const roof = random.chance(0.3)
    ? line(`M${num(x + width / 2)} ${num(y)}L${num(x + width / 2)} ${num(y - 46)}`, colour, 5)
    : random.chance(0.4)
      ? rect([x + width * 0.25, y - 16, width * 0.5, 18], darker(colour, 0.1))
      : '';
  const lights = isDark(stage);
  const neon = stage.lamp === 'neon';
  const columns = Math.max(2, Math.floor(width / 26));
  const rows = Math.min(14, Math.floor(tall / 34));
  const windows = Array.from({ length: columns * rows }, (_, index) => {
    const on = random.chance(lights ? 0.45 : 0.85);
    const wx = x + ((index % columns) + 0.5) * (width / columns) - 6;
    const wy = y + 16 + Math.floor(index / columns) * 34;
    const shine: Hex = neon
      ? random.pick(['#ff4fc8', '#4fe8ff', '#ffd84f'] as const)
      : lights
        ? '#ffd987'
        : lighter(colour, 0.32);
    return on
      ? `<rect x="${num(wx)}" y="${num(wy)}" width="12" height="17" fill="${lights ? mixed(shine, colour, distance * 0.6) : shine}"/>`
      : '';
  }).join('');
  return (
    rect(
      [x, y, width, tall],
      stage.drawing.horizontal([
        [0, lighter(colour, 0.06)],
        [1, darker(colour, 0.12)],
      ]),
    ) +
    roof +
    windows
  );
}

const SHOP_COLOURS = ['#c9705a', '#d9a45a', '#7a9a8a', '#8a7ab0', '#b0788a', '#6f8fae'] as const;

export function shopFront(stage: Stage, [x, width]: readonly [number, number], random: SeededRandom): string {
  const h = stage.horizon;
  const tall = random.between(330, 470);
  const wall = tone(stage, random.pick(SHOP_COLOURS), 0.12);
  const dark = isDark(stage);
  const glass: Hex = dark ? (stage.lamp === 'neon' ? '#ff8ae0' : '#ffdf96') : tone(stage, '#bfe0ee');
  const windows = [0, 1, 2]
    .map(
      (index) =>
        rect(
          [x + width * (0.14 + index * 0.27), h - tall + 60, width * 0.17, 88],
          dark && random.chance(0.4) ? darker(glass, 0.6) : glass,
        ) +
        rect(
          [x + width * (0.14 + index * 0.27) - 5, h - tall + 148, width * 0.17 + 10, 9],
          lighter(wall, 0.3),
        ),
    )
    .join('');
  const awning = Array.from({ length: 6 }, (_, index) =>
    shape(
      `M${num(x + 10 + (index * (width - 20)) / 6)} ${num(h - 178)}l${num((width - 20) / 6)} 0l0 38q${num(-(width - 20) / 12)} 20 ${num(-(width - 20) / 6)} 0Z`,
      index % 2 === 0
        ? tone(stage, '#f6f0e6')
        : tone(stage, random.fork('awning').pick(['#d84a4a', '#3f8f6a', '#3f6fb0'] as const)),
    ),
  ).join('');
  const sign =
    stage.lamp === 'neon' ? neonSign(stage, [x + width * 0.2, h - 250, width * 0.6, 46], random) : '';
  return (
    rect([x, h - tall, width, tall + 4], wall) +
    rect([x - 4, h - tall - 12, width + 8, 18], darker(wall, 0.2)) +
    windows +
    rect([x + width * 0.1, h - 140, width * 0.45, 112], glass) +
    rect([x + width * 0.66, h - 140, width * 0.2, 142], darker(wall, 0.4)) +
    awning +
    sign
  );
}

function neonSign(
  stage: Stage,
  [x, y, w, h]: readonly [number, number, number, number],
  random: SeededRandom,
): string {
  const colour = random.pick(['#ff4fc8', '#4fe8ff', '#b6ff5a'] as const);
  const glow = stage.drawing.radial([
    [0, colour, 0.6],
    [1, colour, 0],
  ]);
  return (
    ellipse([x + w / 2, y + h / 2, w * 0.8, h * 1.7], glow) +
    `<rect x="${num(x)}" y="${num(y)}" width="${num(w)}" height="${num(h)}" rx="10" fill="#1a1030" stroke="${colour}" stroke-width="6"/>` +
    line(
      `M${num(x + 18)} ${num(y + h / 2)}q${num(w * 0.1)} -20 ${num(w * 0.2)} 0t${num(w * 0.2)} 0t${num(w * 0.2)} 0`,
      lighter(colour, 0.4),
      5,
    )
  );
}

export function lampPosts(stage: Stage): string {
  return [0.12, 0.88]
    .map((share) => {
      const x = stage.width * share;
      const y = stage.horizon + 58;
      const glow = isDark(stage)
        ? circle(
            x,
            y - 306,
            130,
            stage.drawing.radial([
              [0, '#ffe6a0', 0.75],
              [1, '#ffe6a0', 0],
            ]),
          )
        : '';
      return (
        glow +
        line(`M${num(x)} ${num(y)}L${num(x)} ${num(y - 286)}`, tone(stage, '#34384a'), 11) +
        shape(
          `M${num(x - 22)} ${num(y - 286)}L${num(x + 22)} ${num(y - 286)}L${num(x + 15)} ${num(y - 330)}L${num(x - 15)} ${num(y - 330)}Z`,
          isDark(stage) ? '#ffe9a8' : tone(stage, '#dfe6ee'),
        ) +
        shape(
          `M${num(x - 24)} ${num(y - 328)}L${num(x)} ${num(y - 350)}L${num(x + 24)} ${num(y - 328)}Z`,
          tone(stage, '#34384a'),
        )
      );
    })
    .join('');
}

export function cottage(
  stage: Stage,
  [x, y, size]: readonly [number, number, number],
  distance: number,
  random: SeededRandom,
): string {
  const wall = tone(stage, random.pick(['#efe0c4', '#e6cdb0', '#dfe0da'] as const), distance);
  const roof = tone(
    stage,
    stage.snowy ? '#eef3f9' : random.pick(['#b5543f', '#8a5a44', '#6a6f8a'] as const),
    distance,
  );
  const beam = tone(stage, '#7a5238', distance);
  const light: Hex = isDark(stage) ? '#ffd47a' : tone(stage, '#8fb6cc', distance);
  const w = size;
  const h = size * 0.62;
  return (
    rect([x, y - h, w, h], wall) +
    line(
      `M${num(x + w * 0.04)} ${num(y)}L${num(x + w * 0.04)} ${num(y - h)}M${num(x + w * 0.96)} ${num(y)}L${num(x + w * 0.96)} ${num(y - h)}M${num(x)} ${num(y - h * 0.52)}L${num(x + w)} ${num(y - h * 0.52)}`,
      beam,
      size * 0.035,
    ) +
    rect([x + w * 0.72, y - h * 1.75, w * 0.12, h * 0.7], darker(roof, 0.2)) +
    shape(
      `M${num(x - w * 0.12)} ${num(y - h)}L${num(x + w * 0.5)} ${num(y - h * 1.95)}L${num(x + w * 1.12)} ${num(y - h)}Z`,
      roof,
    ) +
    rect([x + w * 0.4, y - h * 0.58, w * 0.22, h * 0.58], darker(beam, 0.1)) +
    rect([x + w * 0.12, y - h * 0.72, w * 0.18, h * 0.3], light) +
    rect([x + w * 0.71, y - h * 0.72, w * 0.18, h * 0.3], light)
  );
}
