import { type Hex, darker, lighter } from '../colour.js';
import { circle, ellipse, line, num, rect } from '../drawing.js';
import { type Places, outdoors } from './place.js';
import { sparkle } from '../sky.js';
import type { Stage } from '../stage.js';
import { hills } from '../terrain.js';

/** Places off the ground, and the plain background. */
export const SPACE_PLACES: Places = {
  space: outdoors(0.97, deepSpace, { footing: 'none' }),
  moon: outdoors(0.64, moonLand),
  studio: { horizon: 0.76, indoors: true, footing: 'land', paint: studio },
};

function deepSpace(stage: Stage): string {
  return night(stage) + planets(stage);
}

function night(stage: Stage): string {
  const random = stage.random.fork('space');
  const w = stage.width;
  const back = stage.drawing.vertical([
    [0, '#070818'],
    [0.6, '#131338'],
    [1, '#241a4a'],
  ]);
  const clouds = Array.from({ length: 5 }, () => {
    const colour = random.pick(['#6a3fb0', '#b03f8a', '#2f6fc0', '#2f9aa0'] as const);
    const fill = stage.drawing.radial([
      [0, colour, 0.5],
      [1, colour, 0],
    ]);
    return ellipse(
      [random.between(0, w), random.between(80, 900), random.between(240, 460), random.between(150, 300)],
      fill,
    );
  }).join('');
  const stars = Array.from({ length: Math.min(320, Math.round(w / 6)) }, () => {
    const [x, y, r] = [random.between(0, w), random.between(0, 1000), random.between(0.8, 2.8)];
    return random.chance(0.06)
      ? sparkle(x, y, r * 4)
      : `<circle cx="${num(x)}" cy="${num(y)}" r="${num(r)}" fill="#fff" opacity="${num(random.between(0.4, 1))}"/>`;
  }).join('');
  return rect([0, 0, w, 1000], back) + clouds + stars;
}

function planets(stage: Stage): string {
  const random = stage.random.fork('planets');
  const w = stage.width;
  const left = random.chance(0.5);
  const colour = random.pick(['#d9825a', '#5a8ad9', '#c9a65a', '#7ab08a'] as const);
  const x = left ? w * 0.1 : w * 0.9;
  return (
    planet(stage, [x, 860, 250], colour) +
    planet(
      stage,
      [left ? w * 0.85 : w * 0.15, 170, 66],
      random.pick(['#b98ad0', '#e0b27a', '#8ac0d0'] as const),
    )
  );
}

function planet(stage: Stage, [x, y, r]: readonly [number, number, number], colour: Hex): string {
  const body = stage.drawing.horizontal([
    [0, lighter(colour, 0.25)],
    [0.6, colour],
    [1, darker(colour, 0.5)],
  ]);
  const bands = [-0.45, -0.1, 0.3]
    .map((share) =>
      line(
        `M${num(x - r * Math.sqrt(1 - share * share) * 0.94)} ${num(y + share * r)}Q${num(x)} ${num(y + share * r + r * 0.12)} ${num(x + r * Math.sqrt(1 - share * share) * 0.94)} ${num(y + share * r)}`,
        darker(colour, 0.2),
        r * 0.07,
        'opacity=".5"',
      ),
    )
    .join('');
  return (
    circle(
      x,
      y,
      r * 1.25,
      stage.drawing.radial([
        [0.75, colour, 0.3],
        [1, colour, 0],
      ]),
    ) +
    circle(x, y, r, body) +
    bands
  );
}

function moonLand(stage: Stage): string {
  const random = stage.random.fork('craters');
  const h = stage.horizon;
  const craters = Array.from({ length: Math.round(stage.width / 70) }, () => {
    const depth = random.next();
    const y = h + 40 + depth * (980 - h - 40);
    const x = random.between(0, stage.width);
    const r = 18 + depth * 50;
    return (
      ellipse([x, y, r, r * 0.32], '#7f8292') + ellipse([x, y + r * 0.07, r * 0.88, r * 0.24], '#a9acba')
    );
  }).join('');
  const earth = planet(stage, [stage.width * random.pick([0.2, 0.8] as const), 190, 96], '#3f86d0');
  return (
    night(stage) +
    earth +
    hills(stage, h + 10, 70, '#8b8e9e', 'moon hills') +
    rect(
      [0, h, stage.width, 1000 - h],
      stage.drawing.vertical([
        [0, '#b4b7c4'],
        [1, '#7d8090'],
      ]),
    ) +
    craters
  );
}

function studio(stage: Stage): string {
  const [light, deep] = stage.random.fork('studio').pick(BACKGROUNDS);
  return (
    rect(
      [0, 0, stage.width, 1000],
      stage.drawing.vertical([
        [0, light],
        [1, deep],
      ]),
    ) +
    ellipse(
      [stage.width / 2, 1000, stage.width * 0.75, 260],
      stage.drawing.radial([
        [0, '#ffffff', 0.75],
        [1, '#ffffff', 0],
      ]),
    )
  );
}

const BACKGROUNDS: readonly [readonly [Hex, Hex], ...(readonly [Hex, Hex])[]] = [
  ['#f4efe8', '#d9cfc4'],
  ['#eaf0f6', '#c4d2e0'],
  ['#f5ecf2', '#dcc6d6'],
  ['#eef4ec', '#cbdac8'],
];
