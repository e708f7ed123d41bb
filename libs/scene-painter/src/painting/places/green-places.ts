import { darker, lighter } from '../colour.js';
import { line, num, shape } from '../drawing.js';
import { type Places, outdoors } from './place.js';
import { farTrees, grassy, treeBand } from './vegetation.js';
import { paintSky } from '../sky.js';
import { type Stage, standingIcon, tone } from '../stage.js';
import { bush, fir, flowers, ground, hills, range, tufts } from '../terrain.js';

/** Places where things grow. */
export const GREEN_PLACES: Places = {
  meadow: outdoors(0.6, meadow, { front: meadowFront }),
  forest: outdoors(0.6, forest, { front: forestFront }),
  jungle: outdoors(0.6, jungle, { front: jungleFront }),
  snow: outdoors(0.6, snowfield),
  garden: outdoors(0.56, garden, { front: meadowFront }),
};

function meadow(stage: Stage): string {
  const { far, near, blade, hill } = grassy(stage);
  const h = stage.horizon;
  return (
    paintSky(stage) +
    hills(stage, h + 6, 120, tone(stage, darker(hill, 0.2), 0.62), 'far hills') +
    hills(stage, h + 10, 70, tone(stage, darker(hill, 0.1), 0.36), 'near hills') +
    farTrees(stage, 9) +
    ground(stage, far, near) +
    tufts(stage, blade, 46) +
    (stage.snowy ? '' : flowers(stage, ['#f4f1ea', '#f5c84a', '#e77fa0'], 16))
  );
}

function meadowFront(stage: Stage): string {
  const { blade } = grassy(stage);
  const random = stage.random.fork('front grass');
  return Array.from({ length: Math.round(stage.width / 34) }, (_, index) => {
    const x = index * 34 + random.between(-10, 10);
    const s = random.between(16, 34);
    return line(
      `M${num(x)} 1004Q${num(x - 4)} ${num(1000 - s * 0.6)} ${num(x - s * 0.4)} ${num(1000 - s)}M${num(x + 8)} 1004L${num(x + 10)} ${num(1000 - s * 1.1)}`,
      blade,
      5,
    );
  }).join('');
}

function forest(stage: Stage): string {
  const { far, near, blade } = grassy(stage);
  return (
    paintSky(stage) +
    treeBand(stage, 1, 0.68) +
    treeBand(stage, 2, 0.46) +
    ground(stage, darker(far, 0.12), darker(near, 0.2)) +
    lightShafts(stage) +
    treeBand(stage, 3, 0.2) +
    tufts(stage, blade, 40) +
    mushrooms(stage)
  );
}

function lightShafts(stage: Stage): string {
  if (stage.daylight.time === 'night') {
    return '';
  }
  const random = stage.random.fork('shafts');
  const fill = stage.drawing.vertical([
    [0, '#fff7d0', 0.34],
    [1, '#fff7d0', 0],
  ]);
  return [0, 1, 2]
    .map((index) => {
      const x = stage.width * (0.25 + index * 0.22) + random.between(-30, 30);
      return shape(
        `M${num(x)} 0L${num(x + 60)} 0L${num(x - 40)} ${num(stage.horizon + 170)}L${num(x - 170)} ${num(stage.horizon + 170)}Z`,
        fill,
      );
    })
    .join('');
}

function mushrooms(stage: Stage): string {
  const random = stage.random.fork('mushrooms');
  return stage.snowy
    ? ''
    : [0.06, 0.93, 0.16]
        .map((share) =>
          standingIcon(stage, 'mushroom', {
            x: share * stage.width,
            y: random.between(0.8, 0.96) * 1000,
            height: random.between(40, 66),
          }),
        )
        .join('');
}

function forestFront(stage: Stage): string {
  const dark = tone(stage, stage.snowy ? '#8fa4b8' : '#1f4a38');
  return [0, stage.width]
    .map(
      (edge) =>
        bush(edge, 1010, 130, dark) + bush(edge === 0 ? 110 : edge - 110, 1020, 90, darker(dark, 0.12)),
    )
    .join('');
}

function jungle(stage: Stage): string {
  const far = tone(stage, '#5a9a4a', 0.2);
  const random = stage.random.fork('palms');
  const palms = Array.from({ length: Math.round(stage.width / 150) }, (_, index) =>
    standingIcon(stage, 'palm-tree', {
      x: index * 150 + random.between(0, 90),
      y: stage.horizon + 24,
      height: random.between(190, 300),
      distance: 0.42,
      flipped: random.chance(0.5),
    }),
  ).join('');
  return (
    paintSky(stage) +
    hills(stage, stage.horizon, 150, tone(stage, '#3f8a5a', 0.55), 'jungle hills') +
    palms +
    treeBand(stage, 2, 0.3) +
    ground(stage, far, tone(stage, '#3a6a34')) +
    tufts(stage, tone(stage, '#28542a'), 70)
  );
}

function jungleFront(stage: Stage): string {
  const leaf = tone(stage, '#1f6a3a');
  return [-1, 1]
    .map((side) => {
      const x = side === -1 ? 0 : stage.width;
      return [0, 1, 2, 3]
        .map((index) =>
          shape(
            `M${x} ${1000 - index * 60}Q${num(x - side * (120 + index * 20))} ${860 - index * 90} ${num(x - side * (190 - index * 34))} ${num(960 - index * 110)}Q${num(x - side * 90)} ${num(930 - index * 80)} ${x} ${1040 - index * 60}Z`,
            index % 2 === 0 ? leaf : lighter(leaf, 0.1),
          ),
        )
        .join('');
    })
    .join('');
}

function garden(stage: Stage): string {
  const { far, near, blade } = grassy(stage);
  const random = stage.random.fork('hedge');
  const hedge = Array.from({ length: Math.ceil(stage.width / 56) + 1 }, (_, index) =>
    bush(
      index * 56,
      stage.horizon + 26,
      random.between(84, 104),
      tone(stage, stage.snowy ? '#d6e2ee' : '#3f8a4e', 0.14),
    ),
  ).join('');
  const path = shape(
    `M${num(stage.width * 0.47)} ${stage.horizon}L${num(stage.width * 0.53)} ${stage.horizon}Q${num(stage.width * 0.6)} 820 ${num(stage.width * 0.72)} 1000L${num(stage.width * 0.28)} 1000Q${num(stage.width * 0.42)} 820 ${num(stage.width * 0.47)} ${stage.horizon}Z`,
    tone(stage, '#d9c4a0', 0.05),
  );
  return (
    paintSky(stage) +
    farTrees(stage, 7) +
    ground(stage, far, near) +
    path +
    hedge +
    tufts(stage, blade, 20) +
    flowers(stage, ['#e8505b', '#f59ac0', '#f7d04a', '#b48ae8', '#ffffff'], 60)
  );
}

function snowfield(stage: Stage): string {
  return (
    paintSky(stage) +
    range(stage, stage.horizon, 260, { distance: 0.5, snow: 0.9, label: 'ice range' }) +
    hills(stage, stage.horizon + 16, 60, tone(stage, '#e3ecf6', 0.3), 'drifts') +
    snowyFirs(stage) +
    ground(stage, tone(stage, '#e6eef8', 0.15), tone(stage, '#f7fafe')) +
    hills(stage, stage.horizon + 200, 60, tone(stage, '#ffffff', 0.04), 'near drift')
  );
}

function snowyFirs(stage: Stage): string {
  const random = stage.random.fork('snowy firs');
  return Array.from({ length: Math.round(stage.width / 90) }, () => {
    const x = random.between(0, stage.width);
    return fir(x, stage.horizon + random.between(4, 34), random.between(90, 190), {
      colour: tone(stage, '#3d6a66', 0.32),
      snowy: true,
    });
  }).join('');
}
