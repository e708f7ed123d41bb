import { darker, type Hex, lighter } from '../colour.js';
import { circle, ellipse, line, rect, shape } from '../drawing.js';
import type { FigureLook, Headwear } from './figure-look.js';

/** Only ears take a colour from the figure: its skin. */
type Draw = (colour: Hex, look: Pick<FigureLook, 'skin'>) => string;

const NO_LOOK: Pick<FigureLook, 'skin'> = { skin: '#f2c9a4' };

const IN_FRONT: Partial<Record<Headwear, Draw>> = {
  crown: (colour) =>
    shape('M-40 -368L-46 -416L-22 -394L0 -424L22 -394L46 -416L40 -368Q0 -356 -40 -368Z', colour) +
    shape('M-41 -376L-40 -366Q0 -354 40 -366L41 -376Q0 -364 -41 -376Z', darker(colour, 0.2)) +
    circle(0, -384, 6, '#e5344f') +
    circle(-23, -382, 4.5, '#3f8fe0') +
    circle(23, -382, 4.5, '#3f8fe0') +
    [-46, 0, 46].map((x) => circle(x, x === 0 ? -425 : -417, 5, lighter(colour, 0.35))).join(''),
  tiara: (colour) =>
    shape('M-36 -370Q0 -392 36 -370L30 -380L18 -394L10 -388L0 -408L-10 -388L-18 -394L-30 -380Z', colour) +
    circle(0, -388, 5, '#e36bb0'),
  'witch-hat': (colour) =>
    pointedHat(colour, '#e2b53c') +
    ellipse([0, -362, 80, 13], darker(colour, 0.12)) +
    shape('M-40 -366Q0 -350 40 -366L38 -378Q0 -364 -38 -378Z', '#e2b53c'),
  'wizard-hat': (colour) =>
    pointedHat(colour, colour) +
    ellipse([0, -362, 72, 12], darker(colour, 0.15)) +
    circle(-10, -392, 5, '#ffe27a') +
    circle(14, -408, 4, '#ffe27a') +
    circle(4, -440, 3.5, '#ffe27a'),
  hood: (colour) =>
    shape(
      'M-52 -282Q-74 -360 -30 -398Q0 -420 30 -398Q74 -360 52 -282Q56 -262 34 -254Q44 -300 44 -336Q40 -376 0 -378Q-40 -376 -44 -336Q-44 -300 -34 -254Q-56 -262 -52 -282Z',
      colour,
    ) + line('M-42 -300Q-52 -374 0 -378Q52 -374 42 -300', darker(colour, 0.22), 6),
  helmet: (colour) =>
    shape('M-50 -318Q-58 -398 0 -402Q58 -398 50 -318L40 -318L38 -344Q0 -356 -38 -344L-40 -318Z', colour) +
    shape('M-5 -402L5 -402L4 -336L-4 -336Z', lighter(colour, 0.4)) +
    line('M-44 -350Q0 -364 44 -350', darker(colour, 0.25), 5) +
    shape('M0 -400Q-34 -440 -52 -404Q-26 -412 0 -396Z', '#d8344a'),
  halo: () => `<ellipse cx="0" cy="-414" rx="38" ry="10" fill="none" stroke="#ffd84a" stroke-width="7"/>`,
  horns: (colour) =>
    [-1, 1]
      .map((side) =>
        shape(
          `M${side * 20} -376Q${side * 34} -424 ${side * 62} -418Q${side * 46} -404 ${side * 40} -366Z`,
          colour,
        ),
      )
      .join(''),
  'flower-crown': () =>
    [-38, -22, -7, 8, 23, 38]
      .map((x, index) =>
        flower(
          x,
          -372 - (38 - Math.abs(x)) * 0.45,
          ['#ff7aa8', '#ffd34d', '#ffffff'][index % 3] === '#ffd34d'
            ? '#ffd34d'
            : index % 3 === 0
              ? '#ff7aa8'
              : '#ffffff',
        ),
      )
      .join(''),
  laurel: () =>
    [-1, 1]
      .map((side) =>
        [0, 1, 2, 3]
          .map((step) =>
            ellipse(
              [side * (44 - step * 8), -352 - step * 11, 6, 10],
              '#5da84a',
              `transform="rotate(${side * (30 + step * 14)} ${side * (44 - step * 8)} ${-352 - step * 11})"`,
            ),
          )
          .join(''),
      )
      .join(''),
  'bunny-ears': (colour) =>
    [-1, 1]
      .map(
        (side) =>
          ellipse([side * 22, -426, 13, 42], colour, `transform="rotate(${side * 10} ${side * 22} -390)"`) +
          ellipse([side * 22, -424, 6, 30], '#f7a8bd', `transform="rotate(${side * 10} ${side * 22} -390)"`),
      )
      .join(''),
  'cat-ears': (colour) => ears(colour, '#f7a8bd', 0),
  'fox-ears': (colour) => ears(colour, '#fff4e6', 8),
  'wolf-ears': (colour) => ears(colour, lighter(colour, 0.5), 6),
  'elf-ears': (_, look) =>
    [-1, 1]
      .map((side) =>
        shape(
          `M${side * 40} -334Q${side * 66} -352 ${side * 78} -346Q${side * 66} -318 ${side * 41} -312Z`,
          look.skin,
        ),
      )
      .join(''),
  'santa-hat': () =>
    shape('M-46 -364Q-30 -430 40 -424Q76 -412 74 -372Q58 -396 44 -390L46 -364Z', '#d8303c') +
    rect([-50, -374, 100, 19], '#f6f3f0', 'rx="9"') +
    circle(74, -368, 13, '#f6f3f0'),
  'straw-hat': (colour) =>
    shape('M-38 -366Q-40 -412 0 -412Q40 -412 38 -366Z', colour) +
    ellipse([0, -364, 82, 14], colour) +
    shape('M-39 -370Q0 -358 39 -370L39 -382Q0 -370 -39 -382Z', '#c8414d'),
  'cowboy-hat': (colour) =>
    shape('M-38 -366Q-44 -416 -14 -414Q0 -402 14 -414Q44 -416 38 -366Z', colour) +
    shape(
      'M-84 -380Q-60 -358 0 -360Q60 -358 84 -380Q74 -346 0 -348Q-74 -346 -84 -380Z',
      darker(colour, 0.12),
    ) +
    rect([-39, -376, 78, 9], darker(colour, 0.45)),
  'chef-hat': () =>
    circle(-26, -408, 25, '#f8f6f3') +
    circle(26, -408, 25, '#f8f6f3') +
    circle(0, -418, 28, '#ffffff') +
    rect([-40, -398, 80, 38], '#f3f0ec', 'rx="6"'),
  'space-helmet': () =>
    `<circle cx="0" cy="-330" r="72" fill="#cfe8ff" fill-opacity=".28" stroke="#eef2f8" stroke-width="9"/>` +
    line('M-44 -366Q-28 -388 0 -390', '#ffffff', 7, 'opacity=".8"'),
  'top-hat': (colour) =>
    rect([-36, -440, 72, 78], colour, 'rx="6"') +
    ellipse([0, -362, 62, 11], colour) +
    rect([-36, -384, 72, 14], '#c8323f'),
  cap: (colour) =>
    shape('M-48 -350Q-52 -402 0 -404Q52 -402 48 -350Q0 -366 -48 -350Z', colour) +
    shape('M-46 -354Q-10 -372 46 -356Q40 -336 0 -344Q-40 -336 -46 -354Z', darker(colour, 0.2)) +
    circle(0, -404, 5, darker(colour, 0.2)),
  beret: (colour) =>
    shape('M-52 -362Q-66 -404 0 -410Q72 -412 62 -372Q30 -360 -52 -362Z', colour) +
    line('M6 -408L10 -418', colour, 6),
  'pirate-hat': (colour) =>
    shape('M-84 -362Q-64 -372 -52 -408Q0 -440 52 -408Q64 -372 84 -362Q0 -382 -84 -362Z', colour) +
    line('M-80 -364Q0 -384 80 -364', '#e2b53c', 5) +
    circle(0, -398, 10, '#f4f1ec') +
    rect([-5, -392, 10, 9], '#f4f1ec') +
    circle(-4, -399, 2.4, colour) +
    circle(4, -399, 2.4, colour),
  headphones: (colour) =>
    line('M-48 -336Q-54 -404 0 -404Q54 -404 48 -336', darker(colour, 0.3), 8) +
    rect([-60, -346, 18, 38], colour, 'rx="8"') +
    rect([42, -346, 18, 38], colour, 'rx="8"'),
  bow: (colour) =>
    shape('M26 -384L-2 -402L0 -366ZM26 -384L54 -402L52 -366Z', colour) +
    circle(26, -384, 8, darker(colour, 0.15)),
  'hard-hat': (colour) =>
    shape('M-48 -356Q-50 -406 0 -408Q50 -406 48 -356Z', colour) +
    rect([-60, -362, 120, 11], darker(colour, 0.1), 'rx="5"') +
    rect([-7, -410, 14, 50], lighter(colour, 0.3), 'rx="5"'),
  bandana: (colour) =>
    shape('M-48 -346Q-54 -400 0 -402Q54 -400 48 -346Q0 -372 -48 -346Z', colour) +
    shape('M46 -350L74 -336L64 -356L78 -366Z', darker(colour, 0.12)),
  veil: () => '',
};

/** One hat by itself, for heads that are not a figure's. */
export function headwearArt(what: Headwear, colour: Hex): string {
  return what === 'elf-ears' ? '' : (IN_FRONT[what]?.(colour, NO_LOOK) ?? '');
}

/** What is worn on the head, over the hair. */
export function drawHeadwear(look: FigureLook): string {
  return look.headwear.map(({ what, colour }) => IN_FRONT[what]?.(colour, look) ?? '').join('');
}

/** What hangs behind the head. */
export function drawBehindHead(look: FigureLook): string {
  return look.headwear
    .map(({ what, colour }) => {
      if (what === 'veil') {
        return shape(
          'M-50 -350Q-56 -408 0 -408Q56 -408 50 -350Q76 -230 62 -120Q0 -100 -62 -120Q-76 -230 -50 -350Z',
          '#ffffff',
          'opacity=".7"',
        );
      }
      return what === 'hood'
        ? shape(
            'M-56 -300Q-80 -372 0 -410Q80 -372 56 -300Q54 -252 0 -246Q-54 -252 -56 -300Z',
            darker(colour, 0.3),
          )
        : '';
    })
    .join('');
}

function pointedHat(colour: Hex, band: Hex): string {
  return (
    shape('M-42 -364Q-22 -420 22 -470Q34 -474 46 -458Q30 -452 30 -438Q34 -400 42 -364Z', colour) +
    (band === colour ? '' : line('M-12 -410L8 -436', lighter(colour, 0.25), 4))
  );
}

function ears(outer: Hex, inner: Hex, taller: number): string {
  return [-1, 1]
    .map(
      (side) =>
        shape(`M${side * 12} -378L${side * 42} ${-420 - taller}L${side * 50} -356Z`, outer) +
        shape(`M${side * 24} -378L${side * 40} ${-404 - taller}L${side * 44} -364Z`, inner),
    )
    .join('');
}

function flower(x: number, y: number, colour: Hex): string {
  const petals = [0, 72, 144, 216, 288].map(
    (turn) =>
      `<ellipse cx="${x}" cy="${y - 6}" rx="4.4" ry="6" fill="${colour}" transform="rotate(${turn} ${x} ${y})"/>`,
  );
  return petals.join('') + circle(x, y, 3.4, '#f2b23a');
}
