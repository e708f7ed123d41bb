import { darker, lighter } from '../colour.js';
import { line, num, rect, shape } from '../drawing.js';
import { cottage, lampPosts, shopFront, skyline } from './buildings.js';
import { type Places, outdoors } from './place.js';
import { crownColour, farTrees, grassy } from './vegetation.js';
import { paintSky } from '../sky.js';
import { type Stage, tone } from '../stage.js';
import { flowers, ground, hills, leafy, tufts } from '../terrain.js';

/** Places with houses. */
export const TOWN_PLACES: Places = {
  city: outdoors(0.7, city),
  street: outdoors(0.64, street),
  village: outdoors(0.6, village),
  farm: outdoors(0.58, farm),
  park: outdoors(0.58, park),
};

function city(stage: Stage): string {
  return (
    paintSky(stage) +
    skyline(stage, 'towers far', { distance: 0.58, low: 200, high: 480 }) +
    skyline(stage, 'towers near', { distance: 0.24, low: 110, high: 320 }) +
    road(stage)
  );
}

function road(stage: Stage): string {
  const h = stage.horizon;
  const w = stage.width;
  const asphalt = tone(stage, stage.snowy ? '#c9d4e0' : '#565a6c');
  const dashes = Array.from({ length: Math.ceil(w / 130) + 1 }, (_, index) =>
    rect([index * 130 - 20, h + 158, 70, 11], tone(stage, '#f2e9c8')),
  ).join('');
  const wet =
    stage.weather.has('rain') || stage.lamp === 'neon'
      ? rect(
          [0, h + 60, w, 1000 - h - 60],
          stage.drawing.vertical([
            [0, stage.lamp === 'neon' ? '#ff4fc8' : '#bcd4e8', 0.28],
            [1, '#4fe8ff', 0.06],
          ]),
        )
      : '';
  return (
    rect([0, h, w, 62], tone(stage, stage.snowy ? '#eef3f9' : '#a7a9b4')) +
    rect([0, h + 54, w, 10], tone(stage, '#83859a')) +
    rect(
      [0, h + 62, w, 1000 - h],
      stage.drawing.vertical([
        [0, lighter(asphalt, 0.08)],
        [1, darker(asphalt, 0.2)],
      ]),
    ) +
    dashes +
    wet
  );
}

function street(stage: Stage): string {
  const random = stage.random.fork('shops');
  const parts: string[] = [];
  for (let x = -20; x < stage.width;) {
    const width = random.between(180, 260);
    parts.push(shopFront(stage, [x, width], random));
    x += width + 4;
  }
  return (
    paintSky(stage) +
    skyline(stage, 'street towers', { distance: 0.55, low: 380, high: 560 }) +
    parts.join('') +
    road(stage) +
    lampPosts(stage)
  );
}

function village(stage: Stage): string {
  const random = stage.random.fork('cottages');
  const { far, near, blade, hill } = grassy(stage);
  const back: string[] = [];
  for (let x = -40; x < stage.width; x += random.between(110, 170)) {
    back.push(cottage(stage, [x, stage.horizon + 12, random.between(84, 112)], 0.42, random));
  }
  const sides = [-0.03, 0.16, 0.72, 0.9]
    .map((share) =>
      cottage(
        stage,
        [stage.width * share, stage.horizon + 70 + random.between(-10, 14), random.between(150, 200)],
        0.14,
        random,
      ),
    )
    .join('');
  const path = shape(
    `M${num(stage.width * 0.47)} ${stage.horizon + 10}L${num(stage.width * 0.54)} ${stage.horizon + 10}Q${num(stage.width * 0.6)} 800 ${num(stage.width * 0.78)} 1000L${num(stage.width * 0.24)} 1000Q${num(stage.width * 0.44)} 800 ${num(stage.width * 0.47)} ${stage.horizon + 10}Z`,
    tone(stage, stage.snowy ? '#dfe6ee' : '#cdb48c', 0.05),
  );
  return (
    paintSky(stage) +
    hills(stage, stage.horizon, 130, tone(stage, darker(hill, 0.2), 0.55), 'village hills') +
    back.join('') +
    ground(stage, far, near) +
    path +
    sides +
    tufts(stage, blade, 24)
  );
}

function farm(stage: Stage): string {
  const random = stage.random.fork('farm');
  const { far, near, blade, hill } = grassy(stage);
  const red = tone(stage, '#b8423a', 0.14);
  const x = stage.width * random.pick([0.12, 0.66] as const);
  const y = stage.horizon + 46;
  const barn =
    rect([x, y - 170, 230, 170], red) +
    shape(
      `M${num(x - 14)} ${y - 168}L${num(x + 34)} ${y - 250}L${num(x + 115)} ${y - 290}L${num(x + 196)} ${y - 250}L${num(x + 244)} ${y - 168}Z`,
      tone(stage, stage.snowy ? '#eef3f9' : '#7a3a34', 0.14),
    ) +
    rect([x + 75, y - 110, 80, 110], tone(stage, '#f2e6d8', 0.1)) +
    line(`M${num(x + 75)} ${y - 110}l80 110M${num(x + 155)} ${y - 110}l-80 110`, red, 8) +
    rect([x + 95, y - 220, 40, 36], tone(stage, '#f2e6d8', 0.1));
  const rows = Array.from({ length: 7 }, (_, index) =>
    line(
      `M${num(stage.width * (0.2 + index * 0.1))} ${stage.horizon + 60}L${num(stage.width * (-0.4 + index * 0.3))} 1000`,
      tone(stage, '#d9b84e'),
      10,
      'opacity=".55"',
    ),
  ).join('');
  const fence =
    Array.from({ length: Math.ceil(stage.width / 90) + 1 }, (_, index) =>
      rect([index * 90 - 10, stage.horizon + 32, 13, 66], tone(stage, '#f0e6d6', 0.05)),
    ).join('') +
    rect([0, stage.horizon + 44, stage.width, 9], tone(stage, '#f0e6d6', 0.05)) +
    rect([0, stage.horizon + 70, stage.width, 9], tone(stage, '#f0e6d6', 0.05));
  return (
    paintSky(stage) +
    hills(stage, stage.horizon + 6, 110, tone(stage, darker(hill, 0.1), 0.46), 'farm hills') +
    ground(stage, far, near) +
    rows +
    barn +
    fence +
    tufts(stage, blade, 26)
  );
}

function park(stage: Stage): string {
  const { far, near, blade } = grassy(stage);
  const w = stage.width;
  const path = shape(
    `M0 ${stage.horizon + 190}C${num(w * 0.3)} ${stage.horizon + 110} ${num(w * 0.6)} ${stage.horizon + 260} ${num(w)} ${stage.horizon + 150}L${num(w)} ${stage.horizon + 240}C${num(w * 0.6)} ${stage.horizon + 350} ${num(w * 0.3)} ${stage.horizon + 200} 0 ${stage.horizon + 290}Z`,
    tone(stage, '#dcc9a4', 0.04),
  );
  const random = stage.random.fork('park trees');
  const trees = [0.06, 0.2, 0.8, 0.95]
    .map((share) =>
      leafy(
        w * share + random.between(-20, 20),
        stage.horizon + random.between(50, 90),
        random.between(300, 400),
        { crown: tone(stage, crownColour(stage), 0.12), trunk: tone(stage, '#6a4a34', 0.1) },
      ),
    )
    .join('');
  return (
    paintSky(stage) +
    skyline(stage, 'park towers', { distance: 0.66, low: 90, high: 250 }) +
    farTrees(stage, 16) +
    ground(stage, far, near) +
    path +
    trees +
    tufts(stage, blade, 34) +
    (stage.snowy ? '' : flowers(stage, ['#f59ac0', '#ffffff', '#f7d04a'], 18))
  );
}
