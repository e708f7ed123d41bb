import { type Hex, darker, lighter } from '../colour.js';
import { circle, ellipse, line, num, rect, shape } from '../drawing.js';
import { type Places, outdoors } from './place.js';
import { farTrees, grassy } from './vegetation.js';
import { paintSky } from '../sky.js';
import { type Stage, standingIcon, tone } from '../stage.js';
import { ground, hills, range, tufts } from '../terrain.js';

/** Places nobody lives in. */
export const WILD_PLACES: Places = {
  desert: outdoors(0.6, desert),
  mountains: outdoors(0.62, mountains),
  swamp: outdoors(0.58, swamp),
  cave: outdoors(0.66, cave),
  volcano: outdoors(0.62, lavaLand),
  graveyard: outdoors(0.6, graveyard),
  ruins: outdoors(0.6, ruins),
  sky: outdoors(0.96, cloudLand, { footing: 'none' }),
};

function desert(stage: Stage): string {
  const sand: Hex = stage.snowy ? '#eef3fa' : '#e9b872';
  const random = stage.random.fork('cacti');
  const cacti = [0.08, 0.88, 0.74]
    .map((share) =>
      standingIcon(stage, 'cactus', {
        x: share * stage.width + random.between(-30, 30),
        y: stage.horizon + random.between(20, 90),
        height: random.between(70, 150),
        distance: 0.15,
      }),
    )
    .join('');
  return (
    paintSky(stage) +
    hills(stage, stage.horizon + 20, 110, tone(stage, darker(sand, 0.1), 0.45), 'dunes far') +
    ground(stage, tone(stage, sand, 0.12), tone(stage, darker(sand, 0.12))) +
    hills(stage, stage.horizon + 60, 60, tone(stage, sand, 0.16), 'dunes middle') +
    hills(stage, stage.horizon + 190, 80, tone(stage, darker(sand, 0.08)), 'dunes near') +
    cacti
  );
}

function mountains(stage: Stage): string {
  const { far, near, blade } = grassy(stage);
  const h = stage.horizon;
  return (
    paintSky(stage) +
    range(stage, h, 430, { distance: 0.5, snow: 0.55, label: 'far range' }) +
    range(stage, h + 10, 270, { distance: 0.26, snow: stage.snowy ? 0.8 : 0.3, label: 'near range' }) +
    hills(stage, h + 20, 60, tone(stage, stage.snowy ? '#dfe8f2' : '#5d8a5a', 0.25), 'foothills') +
    farTrees(stage, 8) +
    ground(stage, far, near) +
    tufts(stage, blade, 36)
  );
}

function swamp(stage: Stage): string {
  const random = stage.random.fork('reeds');
  const water = stage.drawing.vertical([
    [0, tone(stage, '#6f8a6a', 0.3)],
    [1, tone(stage, '#2f4a3e')],
  ]);
  const reeds = Array.from({ length: Math.round(stage.width / 40) }, () => {
    const x = random.between(0, stage.width);
    const y = stage.horizon + random.between(20, 330);
    const s = 40 + (y - stage.horizon) * 0.2;
    return (
      line(`M${num(x)} ${num(y)}L${num(x + 6)} ${num(y - s)}`, tone(stage, '#4a5f34'), 4) +
      ellipse([x + 6, y - s, 5, 13], tone(stage, '#6a4528'))
    );
  }).join('');
  const trunks = Array.from({ length: Math.round(stage.width / 140) }, () => {
    const x = random.between(0, stage.width);
    const high = random.between(240, 420);
    const y = stage.horizon + 20;
    return line(
      `M${num(x)} ${num(y)}Q${num(x + 14)} ${num(y - high / 2)} ${num(x - 6)} ${num(y - high)}M${num(x + 5)} ${num(y - high * 0.6)}L${num(x + 50)} ${num(y - high * 0.8)}M${num(x)} ${num(y - high * 0.75)}L${num(x - 44)} ${num(y - high * 0.95)}`,
      tone(stage, '#3f3a34', 0.3),
      13,
    );
  }).join('');
  return (
    paintSky(stage) +
    hills(stage, stage.horizon, 90, tone(stage, '#5a7a5a', 0.6), 'swamp hills') +
    trunks +
    rect([0, stage.horizon, stage.width, 1000 - stage.horizon], water) +
    ripples(stage, '#9ab89a') +
    reeds
  );
}

export function ripples(stage: Stage, colour: Hex): string {
  const random = stage.random.fork('ripples');
  return Array.from({ length: Math.round(stage.width / 30) }, () => {
    const depth = random.next();
    const y = stage.horizon + 14 + depth * (stage.height - stage.horizon - 20);
    const x = random.between(0, stage.width);
    const w = 20 + depth * 60;
    return line(
      `M${num(x)} ${num(y)}q${num(w / 2)} ${num(-4 - depth * 4)} ${num(w)} 0`,
      tone(stage, colour),
      2 + depth * 2.5,
      'opacity=".5"',
    );
  }).join('');
}

function cave(stage: Stage): string {
  const random = stage.random.fork('cave');
  const stone: Hex = '#4a4458';
  const wall = stage.drawing.radial([
    [0, tone(stage, '#7a6f8c')],
    [0.6, tone(stage, stone)],
    [1, tone(stage, '#1e1a2a')],
  ]);
  const teeth = Array.from({ length: Math.ceil(stage.width / 70) }, (_, index) => {
    const x = index * 70 + random.between(-20, 20);
    return shape(
      `M${num(x - 34)} -4L${num(x + 34)} -4L${num(x + random.between(-8, 8))} ${num(random.between(60, 230))}Z`,
      tone(stage, darker(stone, 0.35)),
    );
  }).join('');
  const crystals = Array.from({ length: 9 }, () => {
    const x = random.between(0, stage.width);
    const y = stage.horizon + random.between(-10, 60);
    const colour = random.pick(['#6ae0e8', '#b48af0', '#7ab8ff'] as const);
    const s = random.between(24, 60);
    return (
      circle(
        x,
        y - s * 0.5,
        s * 1.5,
        stage.drawing.radial([
          [0, colour, 0.45],
          [1, colour, 0],
        ]),
      ) +
      shape(
        `M${num(x - s * 0.3)} ${num(y)}L${num(x - s * 0.34)} ${num(y - s * 0.7)}L${num(x)} ${num(y - s * 1.3)}L${num(x + s * 0.34)} ${num(y - s * 0.7)}L${num(x + s * 0.3)} ${num(y)}Z`,
        colour,
      ) +
      shape(
        `M${num(x)} ${num(y - s * 1.3)}L${num(x + s * 0.34)} ${num(y - s * 0.7)}L${num(x + s * 0.3)} ${num(y)}L${num(x)} ${num(y)}Z`,
        darker(colour, 0.2),
      )
    );
  }).join('');
  return (
    rect([0, 0, stage.width, 1000], wall) +
    teeth +
    ground(stage, tone(stage, '#5a5266'), tone(stage, '#2a2534')) +
    crystals
  );
}

function lavaLand(stage: Stage): string {
  const sky = stage.drawing.vertical([
    [0, '#1c0a14'],
    [0.5, '#4a1420'],
    [1, '#c2401f'],
  ]);
  const glow = stage.drawing.vertical([
    [0, '#ffb52e'],
    [1, '#e8401a'],
  ]);
  const dark = { ...stage, snowy: false };
  const h = stage.horizon;
  const w = stage.width;
  const river = shape(
    `M${num(w * 0.56)} ${num(h)}L${num(w * 0.6)} ${num(h)}Q${num(w * 0.5)} 780 ${num(w * 0.72)} 840Q${num(w * 0.94)} 900 ${num(w * 0.84)} 1000L${num(w * 0.56)} 1000Q${num(w * 0.74)} 910 ${num(w * 0.5)} 860Q${num(w * 0.36)} 800 ${num(w * 0.56)} ${num(h)}Z`,
    glow,
  );
  return (
    rect([0, 0, w, h + 4], sky) +
    range(dark, h, 320, { distance: 0, snow: 0, label: 'hell range' }).replaceAll(
      /#[0-9a-f]{6}/g,
      '#2a1420',
    ) +
    hills(stage, h + 10, 80, '#3a1a22', 'ash hills') +
    rect(
      [0, h, w, 1000 - h],
      stage.drawing.vertical([
        [0, '#4a2026'],
        [1, '#1e0e14'],
      ]),
    ) +
    river
  );
}

function graveyard(stage: Stage): string {
  const random = stage.random.fork('graves');
  const stones = Array.from({ length: Math.round(stage.width / 130) }, (_, index) =>
    standingIcon(stage, 'headstone', {
      x: index * 130 + random.between(20, 90),
      y: stage.horizon + random.between(20, 100),
      height: random.between(70, 120),
      distance: 0.2,
    }),
  ).join('');
  const fence = Array.from({ length: Math.ceil(stage.width / 40) }, (_, index) =>
    line(
      `M${index * 40} ${num(stage.horizon + 8)}L${index * 40} ${num(stage.horizon - 64)}`,
      tone(stage, '#2c2a38', 0.2),
      5,
    ),
  ).join('');
  const rail = line(
    `M0 ${num(stage.horizon - 44)}L${num(stage.width)} ${num(stage.horizon - 44)}`,
    tone(stage, '#2c2a38', 0.2),
    5,
  );
  return (
    paintSky(stage) +
    hills(stage, stage.horizon, 100, tone(stage, '#3f5248', 0.5), 'grave hills') +
    fence +
    rail +
    ground(stage, tone(stage, '#61774f', 0.1), tone(stage, '#36482f')) +
    stones +
    tufts(stage, tone(stage, '#2a3a26'), 40)
  );
}

function ruins(stage: Stage): string {
  const random = stage.random.fork('columns');
  const stone = tone(stage, '#cfc4ae', 0.2);
  const columns = Array.from({ length: Math.round(stage.width / 150) }, (_, index) => {
    const x = index * 150 + random.between(30, 100);
    const high = random.between(110, 330);
    const y = stage.horizon + 30;
    return (
      rect([x - 24, y - high, 48, high], stone) +
      [-12, 2].map((dx) => rect([x + dx, y - high, 6, high], darker(stone, 0.14))).join('') +
      rect([x - 34, y - 18, 68, 20], darker(stone, 0.06)) +
      (high > 240
        ? rect([x - 34, y - high - 16, 68, 20], darker(stone, 0.06))
        : shape(
            `M${num(x - 24)} ${num(y - high)}L${num(x - 8)} ${num(y - high - 18)}L${num(x + 8)} ${num(y - high + 6)}L${num(x + 24)} ${num(y - high - 8)}L${num(x + 24)} ${num(y - high + 10)}L${num(x - 24)} ${num(y - high + 10)}Z`,
            stone,
          ))
    );
  }).join('');
  const { far, near, blade } = grassy(stage);
  return (
    paintSky(stage) +
    hills(stage, stage.horizon, 110, tone(stage, '#7a9a6a', 0.5), 'ruin hills') +
    columns +
    ground(stage, far, near) +
    tufts(stage, blade, 40)
  );
}

function cloudLand(stage: Stage): string {
  const random = stage.random.fork('cloud bed');
  const puffs = [0, 1, 2]
    .map((layer) =>
      Array.from({ length: Math.ceil(stage.width / 120) + 1 }, (_, index) =>
        circle(
          index * 120 + random.between(-40, 40),
          940 + layer * 36,
          random.between(70, 120),
          lighter(stage.daylight.clouds, layer * 0.18),
        ),
      ).join(''),
    )
    .join('');
  return paintSky(stage) + puffs;
}
