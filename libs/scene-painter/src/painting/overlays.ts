import type { Hex } from './colour.js';
import { circle, ellipse, line, num, rect } from './drawing.js';
import { type Stage, tone } from './stage.js';

/** Rain, snow, petals, fog and small lights before everything. */
export function paintOverlays(stage: Stage, indoors: boolean): string {
  const inside = lights(stage) + embers(stage) + vignette(stage);
  return indoors ? inside : fog(stage) + rain(stage) + snowfall(stage) + drifting(stage) + inside;
}

function rain(stage: Stage): string {
  if (!stage.weather.has('rain') && !stage.weather.has('storm')) {
    return '';
  }
  const random = stage.random.fork('rain');
  const d = Array.from({ length: Math.round(stage.width / 8) }, () => {
    const length = random.between(24, 62);
    return `M${num(random.between(-20, stage.width + 60))} ${num(random.between(-40, 980))}l${num(-length * 0.22)} ${num(length)}`;
  });
  return line(d.join(''), '#dbe9f6', 2.6, 'opacity=".5"');
}

function snowfall(stage: Stage): string {
  const heavy = stage.weather.has('snowfall');
  if (!heavy && !stage.weather.has('snow')) {
    return '';
  }
  const random = stage.random.fork('snowfall');
  const amount = Math.round((stage.width / 1000) * (heavy ? 170 : 55));
  return Array.from(
    { length: amount },
    () =>
      `<circle cx="${num(random.between(0, stage.width))}" cy="${num(random.between(0, 1000))}" r="${num(random.between(2, heavy ? 8 : 6))}" fill="#fff" opacity="${num(random.between(0.5, 0.95))}"/>`,
  ).join('');
}

function drifting(stage: Stage): string {
  const petals = stage.weather.has('petals');
  if (!petals && !stage.weather.has('leaves')) {
    return '';
  }
  const random = stage.random.fork('drifting');
  const colours: readonly [Hex, ...Hex[]] = petals
    ? ['#f7b6cc', '#fbd2e0', '#f09ab8']
    : ['#d9822f', '#c9552f', '#e0a53a', '#a8452a'];
  return Array.from({ length: Math.round(stage.width / 22) }, () => {
    const [x, y, s, turn] = [
      random.between(0, stage.width),
      random.between(0, 1000),
      random.between(7, 14),
      random.whole(0, 359),
    ];
    return `<path transform="translate(${num(x)} ${num(y)}) rotate(${turn})" d="M0 ${num(-s)}Q${num(s * 0.8)} 0 0 ${num(s)}Q${num(-s * 0.8)} 0 0 ${num(-s)}Z" fill="${tone(stage, random.pick(colours))}"/>`;
  }).join('');
}

function fog(stage: Stage): string {
  if (!stage.weather.has('fog')) {
    return '';
  }
  const colour = stage.daylight.sky[2];
  const band = stage.drawing.vertical([
    [0, colour, 0],
    [0.5, colour, 0.75],
    [1, colour, 0],
  ]);
  return (
    rect([0, stage.horizon - 190, stage.width, 380], band) +
    rect([0, stage.horizon + 90, stage.width, 330], band, 'opacity=".55"')
  );
}

function lights(stage: Stage): string {
  if (!stage.weather.has('fireflies')) {
    return '';
  }
  const random = stage.random.fork('fireflies');
  const glow = stage.drawing.radial([
    [0, '#fff9b0', 0.95],
    [0.3, '#f4ee7a', 0.5],
    [1, '#f4ee7a', 0],
  ]);
  return Array.from({ length: Math.round(stage.width / 26) }, () =>
    circle(random.between(0, stage.width), random.between(240, 960), random.between(9, 24), glow),
  ).join('');
}

function embers(stage: Stage): string {
  if (!stage.weather.has('embers')) {
    return '';
  }
  const random = stage.random.fork('embers');
  return Array.from({ length: Math.round(stage.width / 18) }, () =>
    circle(
      random.between(0, stage.width),
      random.between(80, 990),
      random.between(2, 6),
      random.pick(['#ffb52e', '#ff7a2a', '#ffe27a'] as const),
    ),
  ).join('');
}

/** Candles leave the corners dark. */
function vignette(stage: Stage): string {
  if (stage.lamp !== 'candles') {
    return '';
  }
  const fill = stage.drawing.radial([
    [0, '#ffb04a', 0],
    [0.62, '#2a1008', 0],
    [1, '#14060a', 0.62],
  ]);
  return ellipse([stage.width / 2, 520, stage.width * 0.86, 860], fill);
}
