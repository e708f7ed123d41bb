import { type Hex, lighter, mixed } from './colour.js';
import { circle, ellipse, line, num, rect, shape } from './drawing.js';
import type { Stage } from './stage.js';

/** Sky, sun or moon, stars, clouds and what else is up there. */
export function paintSky(stage: Stage): string {
  const [top, middle, low, horizon] = stage.daylight.sky;
  const air = stage.drawing.vertical([
    [0, top],
    [0.45, middle],
    [0.8, low],
    [1, horizon],
  ]);
  return (
    rect([0, 0, stage.width, stage.horizon + 4], air) +
    starsOf(stage) +
    aurora(stage) +
    sunOrMoon(stage) +
    rainbow(stage) +
    fireworks(stage) +
    clouds(stage) +
    lightning(stage)
  );
}

function isDark(stage: Stage): boolean {
  return stage.daylight.time === 'night' || stage.daylight.time === 'dusk';
}

function isGrey(stage: Stage): boolean {
  return (['rain', 'storm', 'snowfall', 'fog', 'clouds'] as const).some((weather) =>
    stage.weather.has(weather),
  );
}

function starsOf(stage: Stage): string {
  if (!(isDark(stage) || stage.weather.has('stars')) || (isGrey(stage) && !stage.weather.has('stars'))) {
    return '';
  }
  const random = stage.random.fork('stars');
  const few = stage.daylight.time === 'dusk' ? 0.45 : stage.weather.has('stars') ? 1.6 : 1;
  const amount = Math.round(70 * few * Math.max(0.6, stage.width / 1000));
  return Array.from({ length: Math.min(260, amount) }, () => {
    const x = random.between(0, stage.width);
    const y = random.between(0, stage.horizon * 0.86) * random.between(0.4, 1);
    const r = random.between(0.9, 2.6);
    return random.chance(0.07)
      ? sparkle(x, y, r * 3.6)
      : `<circle cx="${num(x)}" cy="${num(y)}" r="${num(r)}" fill="#fff" opacity="${num(random.between(0.45, 1))}"/>`;
  }).join('');
}

export function sparkle(x: number, y: number, r: number, colour: Hex = '#fffbe6'): string {
  const s = r * 0.16;
  return shape(
    `M${num(x)} ${num(y - r)}Q${num(x + s)} ${num(y - s)} ${num(x + r)} ${num(y)}Q${num(x + s)} ${num(y + s)} ${num(x)} ${num(y + r)}Q${num(x - s)} ${num(y + s)} ${num(x - r)} ${num(y)}Q${num(x - s)} ${num(y - s)} ${num(x)} ${num(y - r)}Z`,
    colour,
  );
}

function sunOrMoon(stage: Stage): string {
  const random = stage.random.fork('sun');
  const { time } = stage.daylight;
  const wanted = stage.weather.has('fullmoon') || stage.weather.has('crescent');
  const x = stage.width * (random.chance(0.5) ? random.between(0.14, 0.32) : random.between(0.68, 0.86));
  if (time === 'night' || time === 'dusk' || wanted) {
    const hidden = isGrey(stage) && !wanted;
    return hidden ? '' : moon(stage, x, stage.horizon * random.between(0.2, 0.34));
  }
  if (isGrey(stage) && !stage.weather.has('sun')) {
    return '';
  }
  const low = time === 'sunset' || time === 'dawn';
  return low ? lowSun(stage, x, random.between(0.86, 0.98)) : highSun(stage, x, random.between(0.16, 0.28));
}

function moon(stage: Stage, x: number, y: number): string {
  const random = stage.random.fork('moon');
  const full = stage.weather.has('fullmoon') || (!stage.weather.has('crescent') && random.chance(0.5));
  const r = stage.weather.has('fullmoon') ? 78 : 58;
  const glow = stage.drawing.radial([
    [0, '#fdf6d8', 0.5],
    [0.35, '#dfe3ff', 0.2],
    [1, '#dfe3ff', 0],
  ]);
  const halo = circle(x, y, r * 3.4, glow);
  if (!full) {
    const bite = `M${num(x + r * 0.35)} ${num(y - r * 0.92)}A${r} ${r} 0 1 0 ${num(x + r * 0.92)} ${num(y + r * 0.35)}A${num(r * 0.8)} ${num(r * 0.8)} 0 0 1 ${num(x + r * 0.35)} ${num(y - r * 0.92)}Z`;
    return halo + shape(bite, '#fbf0c4');
  }
  const craters = [
    [-0.35, -0.25, 0.2],
    [0.3, 0.1, 0.26],
    [-0.15, 0.45, 0.14],
    [0.35, -0.45, 0.12],
    [-0.55, 0.2, 0.1],
  ] as const;
  return (
    halo +
    circle(x, y, r, '#fbf3d2') +
    craters.map(([dx, dy, part]) => circle(x + dx * r, y + dy * r, part * r, '#e9dcae')).join('')
  );
}

function lowSun(stage: Stage, x: number, height: number): string {
  const y = stage.horizon * height;
  const warm = stage.daylight.time === 'sunset' ? '#ffd98a' : '#fff1c4';
  const glow = stage.drawing.radial([
    [0, warm, 0.85],
    [0.3, warm, 0.35],
    [1, warm, 0],
  ]);
  return circle(x, y, 430, glow) + circle(x, y, 88, lighter(warm, 0.35));
}

function highSun(stage: Stage, x: number, height: number): string {
  const y = stage.horizon * height;
  const glow = stage.drawing.radial([
    [0, '#fff6c8', 0.9],
    [0.25, '#fff3b0', 0.4],
    [1, '#fff3b0', 0],
  ]);
  return circle(x, y, 230, glow) + circle(x, y, 58, '#ffe36b') + circle(x, y, 50, '#fff0a0');
}

function clouds(stage: Stage): string {
  const random = stage.random.fork('clouds');
  const stormy = stage.weather.has('storm') || stage.weather.has('rain');
  const clear = stage.weather.has('clear') || stage.weather.has('stars');
  const usual = stage.daylight.time === 'night' ? 0.35 : 1;
  const amount = clear
    ? 0
    : Math.round(
        (stormy || stage.weather.has('clouds') ? 7 : random.between(2, 4.4) * usual) *
          Math.max(0.7, stage.width / 1000),
      );
  return Array.from({ length: Math.min(16, amount) }, (_, index) => {
    const x = ((index + random.between(0.1, 0.9)) / amount) * stage.width;
    const y = stage.horizon * random.between(0.08, stormy ? 0.42 : 0.56);
    return cloud(x, y, random.between(0.6, 1.15) * (stormy ? 1.5 : 1), {
      colour: stage.daylight.clouds,
      opacity: stormy ? 0.95 : 0.86,
    });
  }).join('');
}

export function cloud(
  x: number,
  y: number,
  scale: number,
  { colour, opacity }: { colour: Hex; opacity: number },
): string {
  const shadow = mixed(colour, '#54668c', 0.18);
  const body =
    'M-96 22C-128 20 -128 -22 -90 -22C-86 -58 -32 -66 -14 -38C6 -70 66 -58 64 -20C108 -26 116 20 84 22Z';
  const under = 'M-96 22C-118 20 -122 0 -108 -12C-86 6 40 10 100 -8C108 8 100 22 84 22Z';
  return `<g transform="translate(${num(x)} ${num(y)}) scale(${num(scale)})" opacity="${opacity}">${shape(body, colour)}${shape(under, shadow)}</g>`;
}

function rainbow(stage: Stage): string {
  if (!stage.weather.has('rainbow')) {
    return '';
  }
  const colours: readonly Hex[] = ['#e8505b', '#f59a4a', '#f9d84a', '#63c06a', '#4aa3e0', '#8a63c8'];
  const x = stage.width * 0.5;
  const r = Math.min(stage.width * 0.46, 620);
  return colours
    .map(
      (colour, index) =>
        `<circle cx="${num(x)}" cy="${num(stage.horizon + 40)}" r="${num(r - index * 19)}" fill="none" stroke="${colour}" stroke-width="20" opacity=".55"/>`,
    )
    .join('');
}

function aurora(stage: Stage): string {
  if (!stage.weather.has('aurora')) {
    return '';
  }
  const random = stage.random.fork('aurora');
  return (['#4af0a8', '#5ad0f0', '#b070f0'] as const)
    .map((colour, index) => {
      const fill = stage.drawing.vertical([
        [0, colour, 0],
        [0.6, colour, 0.5],
        [1, colour, 0],
      ]);
      const y = stage.horizon * (0.15 + index * 0.16);
      const bend = random.between(60, 160);
      const w = stage.width;
      return shape(
        `M0 ${num(y)}C${num(w * 0.3)} ${num(y - bend)} ${num(w * 0.5)} ${num(y + bend)} ${num(w)} ${num(y - bend * 0.4)}L${num(w)} ${num(y + 190)}C${num(w * 0.5)} ${num(y + 190 + bend)} ${num(w * 0.3)} ${num(y + 190 - bend)} 0 ${num(y + 220)}Z`,
        fill,
      );
    })
    .join('');
}

function fireworks(stage: Stage): string {
  if (!stage.weather.has('fireworks')) {
    return '';
  }
  const random = stage.random.fork('fireworks');
  return Array.from({ length: 5 }, (_, index) => {
    const x = stage.width * (0.12 + index * 0.19 + random.between(-0.05, 0.05));
    const y = stage.horizon * random.between(0.14, 0.5);
    const colour = random.pick(['#ff6b7a', '#ffd65a', '#6ad8ff', '#9aff8a', '#e08aff'] as const);
    const r = random.between(60, 110);
    return Array.from({ length: 14 }, (__, ray) => {
      const angle = (ray / 14) * Math.PI * 2;
      const [dx, dy] = [Math.cos(angle), Math.sin(angle)];
      return (
        line(
          `M${num(x + dx * r * 0.35)} ${num(y + dy * r * 0.35)}L${num(x + dx * r)} ${num(y + dy * r)}`,
          colour,
          4.5,
        ) + circle(x + dx * r * 1.12, y + dy * r * 1.12, 4, lighter(colour, 0.5))
      );
    }).join('');
  }).join('');
}

function lightning(stage: Stage): string {
  if (!stage.weather.has('storm')) {
    return '';
  }
  const x = stage.width * stage.random.fork('lightning').between(0.2, 0.8);
  const h = stage.horizon;
  const glow = stage.drawing.radial([
    [0, '#e8ecff', 0.5],
    [1, '#e8ecff', 0],
  ]);
  const bolt = `M${num(x)} ${num(h * 0.16)}L${num(x - 42)} ${num(h * 0.5)}L${num(x - 8)} ${num(h * 0.48)}L${num(x - 50)} ${num(h * 0.9)}L${num(x + 34)} ${num(h * 0.4)}L${num(x + 2)} ${num(h * 0.42)}L${num(x + 30)} ${num(h * 0.16)}Z`;
  return ellipse([x, h * 0.4, 260, h * 0.5], glow) + shape(bolt, '#fff6c0');
}
