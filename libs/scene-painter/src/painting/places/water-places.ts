import { type Hex, darker, lighter } from '../colour.js';
import { circle, line, num, rect, shape } from '../drawing.js';
import { type Places, outdoors } from './place.js';
import { farTrees, grassy } from './vegetation.js';
import { ripples } from './wild-places.js';
import { paintSky } from '../sky.js';
import { type Stage, standingIcon, tone } from '../stage.js';
import { ground, hills, range, tufts } from '../terrain.js';

/** Places by, on and under water. */
export const WATER_PLACES: Places = {
  beach: outdoors(0.5, beach, { front: beachFront }),
  sea: outdoors(0.55, sea, { footing: 'water' }),
  lake: outdoors(0.56, lake),
  river: outdoors(0.56, river),
  underwater: outdoors(0.8, underwater, { footing: 'none', front: seaweed }),
};

function beach(stage: Stage): string {
  const sea = stage.drawing.vertical([
    [0, tone(stage, '#2f8fb8', 0.35)],
    [0.7, tone(stage, '#4fb8c8', 0.08)],
    [1, tone(stage, '#8fdcd8')],
  ]);
  const sand = stage.drawing.vertical([
    [0, tone(stage, '#f3dcae')],
    [1, tone(stage, '#d9b479')],
  ]);
  const h = stage.horizon;
  const w = stage.width;
  const shore = h + 150;
  const edge = `M0 ${shore + 14}C${num(w * 0.2)} ${shore - 26} ${num(w * 0.36)} ${shore + 36} ${num(w * 0.55)} ${shore + 4}C${num(w * 0.72)} ${shore - 24} ${num(w * 0.86)} ${shore + 30} ${num(w)} ${shore - 6}`;
  return (
    paintSky(stage) +
    islands(stage) +
    rect([0, h, w, 200], sea) +
    glitter(stage, shore) +
    line(edge, tone(stage, '#ffffff'), 22, 'opacity=".85"') +
    shape(`${edge}L${num(w)} 1000L0 1000Z`, sand) +
    line(edge, tone(stage, '#c9a670'), 7, 'opacity=".5" transform="translate(0 17)"') +
    beachThings(stage)
  );
}

function islands(stage: Stage): string {
  const x = stage.width * stage.random.fork('island').pick([0.22, 0.8] as const);
  const h = stage.horizon;
  return shape(
    `M${num(x - 150)} ${h + 3}Q${num(x - 70)} ${h - 62} ${num(x)} ${h - 44}Q${num(x + 60)} ${h - 84} ${num(x + 160)} ${h + 3}Z`,
    tone(stage, '#3f7a6a', 0.5),
  );
}

/** The light of the sky on the water, brightest below the sun. */
function glitter(stage: Stage, end: number): string {
  const random = stage.random.fork('glitter');
  return Array.from({ length: Math.round(stage.width / 26) }, () => {
    const depth = random.next();
    const y = stage.horizon + 6 + depth * (end - stage.horizon - 30);
    const x = random.between(0, stage.width);
    const w = 14 + depth * 44;
    return line(
      `M${num(x)} ${num(y)}L${num(x + w)} ${num(y)}`,
      stage.daylight.sky[3],
      2 + depth * 3,
      'opacity=".65"',
    );
  }).join('');
}

function beachThings(stage: Stage): string {
  const random = stage.random.fork('beach things');
  const left = random.chance(0.5);
  const palm = standingIcon(stage, 'palm-tree', {
    x: stage.width * (left ? 0.07 : 0.93),
    y: stage.horizon + 240,
    height: 430,
    flipped: !left,
  });
  const shell = standingIcon(stage, 'spiral-shell', {
    x: stage.width * (left ? 0.86 : 0.14),
    y: 950,
    height: 42,
  });
  const dots = Array.from({ length: 26 }, () =>
    circle(
      random.between(0, stage.width),
      random.between(stage.horizon + 220, 990),
      random.between(2, 4.4),
      tone(stage, '#c9a066'),
    ),
  ).join('');
  return dots + palm + shell;
}

function beachFront(stage: Stage): string {
  const leaf = tone(stage, '#2f7a45');
  const x = stage.random.fork('beach things').chance(0.5) ? stage.width : 0;
  const side = x === 0 ? 1 : -1;
  return [0, 1, 2]
    .map((index) =>
      shape(
        `M${num(x)} ${1000 - index * 20}Q${num(x + side * 80)} ${880 - index * 30} ${num(x + side * (150 - index * 40))} ${num(930 - index * 70)}Q${num(x + side * 70)} ${num(930 - index * 30)} ${num(x)} 1030Z`,
        index === 1 ? lighter(leaf, 0.12) : leaf,
      ),
    )
    .join('');
}

function sea(stage: Stage): string {
  const stormy = stage.weather.has('storm');
  const base: Hex = stormy ? '#3a5a70' : '#2f80b0';
  const water = stage.drawing.vertical([
    [0, tone(stage, lighter(base, 0.16), 0.25)],
    [1, tone(stage, darker(base, 0.3))],
  ]);
  return (
    paintSky(stage) +
    islands(stage) +
    rect([0, stage.horizon, stage.width, 1000 - stage.horizon], water) +
    glitter(stage, 760) +
    waves(stage, base, stormy)
  );
}

function waves(stage: Stage, base: Hex, stormy: boolean): string {
  const random = stage.random.fork('waves');
  const high = stormy ? 34 : 14;
  return [0, 1, 2, 3]
    .map((row) => {
      const y = stage.horizon + 60 + row * 105;
      const step = 90 + row * 34;
      const shift = random.between(0, step);
      let d = `M${num(-step - shift)} ${num(y)}`;
      for (let x = -step - shift; x < stage.width + step; x += step) {
        d += `q${num(step * 0.3)} ${num(-high - row * 5)} ${num(step / 2)} ${num(-high * 0.4)}t${num(step / 2)} ${num(high * 0.4)}`;
      }
      return (
        shape(
          `${d}L${num(stage.width + step * 2)} 1000L${num(-step * 2)} 1000Z`,
          tone(stage, darker(base, 0.06 + row * 0.07)),
          'opacity=".75"',
        ) + line(d, tone(stage, '#e6f4fa', 0.2), 3 + row, 'opacity=".5"')
      );
    })
    .join('');
}

function lake(stage: Stage): string {
  const { far, near, blade, hill } = grassy(stage);
  const h = stage.horizon;
  const w = stage.width;
  const water = stage.drawing.vertical([
    [0, stage.daylight.sky[3]],
    [0.5, tone(stage, '#5aa6c4', 0.2)],
    [1, tone(stage, '#3a7fa0')],
  ]);
  const bank = `M0 ${h + 150}C${num(w * 0.25)} ${h + 250} ${num(w * 0.7)} ${h + 240} ${num(w)} ${h + 170}`;
  return (
    paintSky(stage) +
    range(stage, h, 250, { distance: 0.52, snow: stage.snowy ? 0.8 : 0.3, label: 'lake range' }) +
    hills(stage, h + 4, 70, tone(stage, darker(hill, 0.12), 0.35), 'lake hills') +
    farTrees(stage, 12) +
    rect([0, h, w, 300], water) +
    ripples(stage, '#ffffff') +
    shape(
      `${bank}L${num(w)} 1000L0 1000Z`,
      stage.drawing.vertical([
        [0, far],
        [1, near],
      ]),
    ) +
    line(bank, tone(stage, '#d9c59a'), 8, 'opacity=".7"') +
    tufts({ ...stage, horizon: h + 240 }, blade, 30)
  );
}

function river(stage: Stage): string {
  const { far, near, blade, hill } = grassy(stage);
  const h = stage.horizon;
  const w = stage.width;
  const water = stage.drawing.vertical([
    [0, tone(stage, '#9fd4e4', 0.2)],
    [1, tone(stage, '#3f8fb8')],
  ]);
  const bed = `M${num(w * 0.6)} ${h}L${num(w * 0.64)} ${h}C${num(w * 0.5)} ${h + 90} ${num(w * 0.92)} ${h + 130} ${num(w * 0.9)} ${h + 230}C${num(w * 0.88)} ${h + 320} ${num(w * 0.62)} ${h + 330} ${num(w * 0.66)} 1000L${num(w * 0.3)} 1000C${num(w * 0.34)} ${h + 300} ${num(w * 0.66)} ${h + 290} ${num(w * 0.68)} ${h + 220}C${num(w * 0.7)} ${h + 150} ${num(w * 0.42)} ${h + 90} ${num(w * 0.6)} ${h}Z`;
  return (
    paintSky(stage) +
    hills(stage, h + 6, 130, tone(stage, darker(hill, 0.15), 0.5), 'river hills') +
    farTrees(stage, 12) +
    ground(stage, far, near) +
    shape(bed, water) +
    line(bed, tone(stage, '#ffffff', 0.1), 4, 'opacity=".35"') +
    tufts(stage, blade, 34)
  );
}

function underwater(stage: Stage): string {
  const random = stage.random.fork('bubbles');
  const w = stage.width;
  const water = stage.drawing.vertical([
    [0, tone(stage, '#5fd0e0')],
    [0.4, tone(stage, '#2592bd')],
    [1, tone(stage, '#0d4a78')],
  ]);
  const ray = stage.drawing.vertical([
    [0, '#e6fbff', 0.4],
    [1, '#e6fbff', 0],
  ]);
  const rays = [0.12, 0.34, 0.55, 0.8]
    .map((share) =>
      shape(
        `M${num(w * share)} 0L${num(w * share + 70)} 0L${num(w * share - 60)} 760L${num(w * share - 230)} 760Z`,
        ray,
      ),
    )
    .join('');
  const bubbles = Array.from(
    { length: 26 },
    () =>
      `<circle cx="${num(random.between(0, w))}" cy="${num(random.between(60, 820))}" r="${num(random.between(4, 15))}" fill="#fff" fill-opacity=".14" stroke="#e8fbff" stroke-opacity=".7" stroke-width="2.5"/>`,
  ).join('');
  const bed = { ...stage, horizon: 800 };
  const sand =
    hills(bed, 850, 50, tone(stage, '#c8b384', 0.25), 'sea bed far') +
    hills(bed, 930, 46, tone(stage, '#d9c391', 0.08), 'sea bed');
  const corals = [0.07, 0.2, 0.86]
    .map((share, index) =>
      standingIcon(stage, 'coral', {
        x: w * share,
        y: 890 + index * 22,
        height: 110 + index * 30,
        distance: 0.1,
      }),
    )
    .join('');
  return rect([0, 0, w, 1000], water) + rays + bubbles + sand + corals;
}

function seaweed(stage: Stage): string {
  return [0.03, 0.08, 0.95, 0.99]
    .map((share, index) => {
      const x = stage.width * share;
      const high = 210 + (index % 2) * 90;
      return line(
        `M${num(x)} 1004Q${num(x - 34)} ${num(1000 - high * 0.3)} ${num(x)} ${num(1000 - high * 0.5)}T${num(x - 6)} ${num(1000 - high)}`,
        tone(stage, index % 2 === 0 ? '#1f7a5a' : '#2f9a5f'),
        17,
      );
    })
    .join('');
}
