import type { SeededRandom } from '../seeded-random.js';
import { darker, type Hex, lighter, mixed } from './colour.js';
import { circle, ellipse, line, num, rect, shape, through } from './drawing.js';
import { type Stage, tone } from './stage.js';

/** A soft line of hills across the picture, filled down to the bottom. */
export function hills(stage: Stage, y: number, height: number, fill: string, label: string): string {
  const random = stage.random.fork(label);
  const waves = [0, 1, 2].map((index) => ({
    length: random.between(0.7, 1.4) * (900 / (index + 1)),
    phase: random.between(0, 6.28),
    size: height / (index + 1.4),
  }));
  const points: [number, number][] = [];
  for (let x = -20; x <= stage.width + 20; x += 20) {
    const rise = waves.reduce(
      (sum, wave) => sum + Math.sin((x / wave.length) * 6.28 + wave.phase) * wave.size,
      0,
    );
    points.push([x, y - height * 0.6 - rise * 0.6]);
  }
  return shape(`${through(points)}L${num(stage.width + 20)} ${stage.height}L-20 ${stage.height}Z`, fill);
}

/** The colours of one mountain; `snow` is how far the white comes down, 0 to 1. */
export interface Rock {
  readonly light: Hex;
  readonly dark: Hex;
  readonly cap: Hex;
  readonly snow: number;
}

/** A peak with a lit and a dark side; `x` is its middle, `y` its foot. */
function peak(
  random: SeededRandom,
  box: readonly [x: number, y: number, width: number, height: number],
  rock: Rock,
): string {
  const [x, y, width, height] = box;
  const top: readonly [number, number] = [x + random.between(-0.06, 0.06) * width, y - height];
  const left = jagged(random, [x - width / 2, y], top);
  const right = jagged(random, top, [x + width / 2, y]);
  const fold = jagged(random, top, [x + random.between(-0.1, 0.08) * width, y]);
  const body =
    shape(`${through([...left, ...right])}Z`, rock.light) +
    shape(`${through([...fold.toReversed(), ...right])}Z`, rock.dark);
  return body + (rock.snow === 0 ? '' : snowCap(random, { left, right, fold }, rock));
}

type Points = readonly (readonly [number, number])[];

function jagged(
  random: SeededRandom,
  from: readonly [number, number],
  to: readonly [number, number],
): [number, number][] {
  const size = Math.abs(to[0] - from[0]) * 0.06 + 4;
  return Array.from({ length: 6 }, (_, index) => {
    const share = index / 5;
    const shift = index === 0 || index === 5 ? 0 : random.between(-size, size);
    return [from[0] + (to[0] - from[0]) * share + shift, from[1] + (to[1] - from[1]) * share + shift * 0.5];
  });
}

function snowCap(
  random: SeededRandom,
  { left, right, fold }: Record<'left' | 'right' | 'fold', Points>,
  rock: Rock,
): string {
  const depth = Math.max(2, Math.round(5 * rock.snow));
  const down = left.toReversed().slice(0, depth);
  const other = right.slice(0, depth);
  const [start, end] = [down.at(-1), other.at(-1)];
  if (start === undefined || end === undefined) {
    return '';
  }
  const teeth: [number, number][] = Array.from({ length: 7 }, (_, index) => {
    const share = (index + 1) / 8;
    const drop = (index % 2 === 0 ? 1 : -0.6) * Math.abs(end[0] - start[0]) * 0.08;
    return [
      end[0] + (start[0] - end[0]) * share,
      end[1] + (start[1] - end[1]) * share + drop + random.between(-3, 3),
    ];
  });
  const white = shape(`${through([...down.toReversed(), ...other, ...teeth])}Z`, rock.cap);
  const middle = fold[Math.min(fold.length - 1, depth - 1)] ?? end;
  const top = fold[0] ?? start;
  const shaded = shape(
    `${through([top, ...other, [middle[0] + 8, middle[1] - 4]])}Z`,
    mixed(rock.cap, rock.dark, 0.3),
  );
  return white + shaded;
}

function rockTones(stage: Stage, distance: number, snow: number): Rock {
  const stone: Hex = '#6f7690';
  return {
    light: tone(stage, lighter(stone, 0.12), distance),
    dark: tone(stage, darker(stone, 0.22), distance),
    cap: tone(stage, '#f3f6fb', distance * 0.5),
    snow,
  };
}

/** A row of peaks behind everything. */
export function range(
  stage: Stage,
  y: number,
  height: number,
  { distance, snow, label }: { distance: number; snow: number; label: string },
): string {
  const random = stage.random.fork(label);
  const rock = rockTones(stage, distance, snow);
  const wide = height * 1.7;
  const amount = Math.ceil(stage.width / (wide * 0.55)) + 1;
  return Array.from({ length: amount }, (_, index) => {
    const x = (index - 0.3) * wide * 0.55 + random.between(-0.15, 0.15) * wide;
    const tall = height * random.between(0.6, 1.05);
    return peak(random, [x, y + 12, wide * random.between(0.9, 1.25), tall], rock);
  }).join('');
}

/** A fir: tiers on a trunk; `y` is its foot. */
export function fir(
  x: number,
  y: number,
  height: number,
  { colour, snowy }: { colour: Hex; snowy: boolean },
): string {
  const w = height * 0.26;
  const tiers = [0, 1, 2].map((tier) => {
    const top = y - height + tier * height * 0.22;
    const bottom = top + height * 0.42;
    const half = w * (0.55 + tier * 0.24);
    const side = shape(
      `M${num(x)} ${num(top)}Q${num(x + half * 0.4)} ${num(top + height * 0.2)} ${num(x + half)} ${num(bottom)}Q${num(x)} ${num(bottom + height * 0.05)} ${num(x - half)} ${num(bottom)}Q${num(x - half * 0.4)} ${num(top + height * 0.2)} ${num(x)} ${num(top)}Z`,
      tier === 1 ? lighter(colour, 0.06) : colour,
    );
    const white = snowy
      ? shape(
          `M${num(x)} ${num(top)}Q${num(x + half * 0.3)} ${num(top + height * 0.14)} ${num(x + half * 0.6)} ${num(top + height * 0.24)}Q${num(x + half * 0.2)} ${num(top + height * 0.19)} ${num(x)} ${num(top + height * 0.25)}Q${num(x - half * 0.2)} ${num(top + height * 0.18)} ${num(x - half * 0.6)} ${num(top + height * 0.24)}Q${num(x - half * 0.3)} ${num(top + height * 0.14)} ${num(x)} ${num(top)}Z`,
          '#f4f7fb',
        )
      : '';
    return { side, white };
  });
  return (
    rect([x - w * 0.09, y - height * 0.18, w * 0.18, height * 0.18], darker(colour, 0.45)) +
    tiers
      .toReversed()
      .map(({ side, white }) => side + white)
      .join('')
  );
}

/** A leafy tree: a crown of round shapes on a trunk. */
export function leafy(
  x: number,
  y: number,
  height: number,
  { crown, trunk }: { crown: Hex; trunk: Hex },
): string {
  const r = height * 0.27;
  const cy = y - height * 0.66;
  const stem = shape(
    `M${num(x - r * 0.16)} ${num(y)}Q${num(x - r * 0.1)} ${num(y - height * 0.3)} ${num(x - r * 0.28)} ${num(cy)}L${num(x + r * 0.28)} ${num(cy)}Q${num(x + r * 0.1)} ${num(y - height * 0.3)} ${num(x + r * 0.2)} ${num(y)}Z`,
    trunk,
  );
  const dark = darker(crown, 0.16);
  const light = lighter(crown, 0.12);
  return (
    stem +
    circle(x - r * 0.72, cy + r * 0.22, r * 0.72, dark) +
    circle(x + r * 0.74, cy + r * 0.2, r * 0.7, dark) +
    circle(x, cy - r * 0.3, r * 0.98, crown) +
    circle(x - r * 0.55, cy, r * 0.66, crown) +
    circle(x + r * 0.5, cy + r * 0.05, r * 0.6, crown) +
    circle(x - r * 0.3, cy - r * 0.52, r * 0.42, light)
  );
}

/** Blades of grass or small stones strewn over the ground, denser and larger towards the front. */
export function tufts(stage: Stage, colour: Hex, amount: number): string {
  const random = stage.random.fork('tufts');
  return Array.from({ length: Math.round(amount * Math.max(0.6, stage.width / 1000)) }, () => {
    const depth = random.next();
    const y = stage.horizon + 30 + depth * (stage.height - stage.horizon - 30);
    const x = random.between(0, stage.width);
    const s = 6 + depth * 13;
    return line(
      `M${num(x - s * 0.5)} ${num(y)}Q${num(x - s * 0.6)} ${num(y - s * 0.6)} ${num(x - s * 0.8)} ${num(y - s)}M${num(x)} ${num(y)}L${num(x)} ${num(y - s * 1.3)}M${num(x + s * 0.5)} ${num(y)}Q${num(x + s * 0.6)} ${num(y - s * 0.6)} ${num(x + s * 0.8)} ${num(y - s)}`,
      colour,
      2 + depth * 2.4,
    );
  }).join('');
}

export function flowers(stage: Stage, colours: readonly [Hex, ...Hex[]], amount: number): string {
  const random = stage.random.fork('flowers');
  return Array.from({ length: Math.round(amount * Math.max(0.6, stage.width / 1000)) }, () => {
    const depth = random.next();
    const y = stage.horizon + 40 + depth * (stage.height - stage.horizon - 50);
    const x = random.between(0, stage.width);
    const r = 3 + depth * 7;
    const colour = tone(stage, random.pick(colours));
    return (
      line(`M${num(x)} ${num(y)}L${num(x)} ${num(y + r * 2)}`, tone(stage, '#3f7a3a'), 1.5 + depth * 1.5) +
      [0, 1, 2, 3, 4]
        .map((petal) =>
          circle(
            x + Math.cos(petal * 1.2566) * r * 0.7,
            y + Math.sin(petal * 1.2566) * r * 0.7,
            r * 0.52,
            colour,
          ),
        )
        .join('') +
      circle(x, y, r * 0.42, tone(stage, '#f7d04a'))
    );
  }).join('');
}

/** Flat ground from the horizon to the bottom. */
export function ground(stage: Stage, far: Hex, near: Hex): string {
  const fill = stage.drawing.vertical([
    [0, far],
    [1, near],
  ]);
  return rect([0, stage.horizon, stage.width, stage.height - stage.horizon], fill);
}

/** A low bush. */
export function bush(x: number, y: number, size: number, colour: Hex): string {
  return (
    circle(x - size * 0.5, y - size * 0.3, size * 0.42, darker(colour, 0.12)) +
    circle(x + size * 0.5, y - size * 0.28, size * 0.4, darker(colour, 0.12)) +
    circle(x, y - size * 0.42, size * 0.5, colour) +
    ellipse([x, y - size * 0.06, size * 0.9, size * 0.14], darker(colour, 0.12))
  );
}
