import type { Hex } from '../colour.js';
import { circle, ellipse, placed, rect, shape } from '../drawing.js';
import { cloud } from '../sky.js';
import { bush, leafy } from '../terrain.js';
import { type ThingArt, art } from './thing-art.js';

/** Large things that stand in the landscape. */
export const LANDMARKS: Readonly<Record<string, () => ThingArt>> = {
  mountain: () => art(bigMountain(true), { width: 54, top: 3 }),
  volcano: () => art(volcano(), { width: 50 }),
  waterfall: () => art(waterfall(), { width: 40 }),
  tower: () => art(tower(), { width: 14 }),
  lighthouse: () => art(lighthouse(), { width: 14 }),
  skyscraper: () => art(skyscraper(), { width: 13 }),
  windmill: () => art(windmill(), { width: 26 }),
  bridge: () => art(bridge(), { width: 60, top: 19 }),
  cherry: () => art(bloomingTree('#f7b2cc', '#fbd3e0', false), { width: 30 }),
  apple: () => art(bloomingTree('#5a9a48', '#7cb55e', true), { width: 30 }),
  bush: () => art(bush(16, 31, 17, '#4f9148'), { width: 30, top: 18 }),
  cloud: () =>
    art(placed(cloud(0, 0, 1, { colour: '#ffffff', opacity: 1 }), { x: 16, y: 22, scale: 0.16 }), {
      width: 36,
    }),
};

/** White from top to half way down; the snow of the prompt is drawn by the layout's wish. */
function bigMountain(capped: boolean): string {
  const rock =
    shape('M-11 31L4 12L7 14L16 0L24 11L27 9L43 31Z', '#7a819b') +
    shape('M16 0L24 11L27 9L43 31L22 31L25 24L18 17L20 10Z', '#5b6280');
  const cap = capped
    ? shape(
        'M16 0L24 11L22.500 13L20.500 10.500L18.500 14L15.500 10.800L12.500 14L10.600 10.400L8.700 11.200Z',
        '#f4f7fb',
      ) + shape('M16 0L24 11L22.500 13L20.500 10.500L19.600 12L20 9Z', '#cfd8e8')
    : '';
  return rock + cap;
}

function volcano(): string {
  return (
    shape('M-8 31L11 6L21 6L40 31Z', '#6a5560') +
    shape('M21 6L40 31L20 31L24 18Z', '#4c3c48') +
    shape(
      'M10.500 6.700Q16 4 21.500 6.700L19 9.500Q20.500 15 18.300 19Q17 14 15.800 11.500Q14.500 17 12.300 20.500Q13 13 12.300 9.700Z',
      '#ff6a2a',
    ) +
    shape('M12 6Q8 2 11 -1Q10 -5 15 -5Q20 -7 21 -2Q25 1 20.500 6Z', '#8d8494', 'opacity=".85"') +
    circle(16, 6.3, 1.4, '#ffd04a')
  );
}

function waterfall(): string {
  return (
    shape('M-4 31L-2 8Q4 4 10 7L10 31ZM36 31L34 9Q28 3 22 7L22 31Z', '#7c8474') +
    shape('M-2 8Q4 4 10 7L10 10Q4 8 -2 12ZM34 9Q28 3 22 7L22 10Q28 7 34 12Z', '#5f9a58') +
    shape('M9.500 7Q16 4.500 22.500 7L23.500 30L8.500 30Z', '#8fd0ea') +
    shape('M12 8L11.500 29M16 7.500L16 29M20 8L20.500 29', 'none', 'stroke="#e8f8ff" stroke-width="1.200"') +
    ellipse([16, 30, 11, 2], '#d9f1fb')
  );
}

function tower(): string {
  return (
    rect([11, 9, 10, 22], '#a49cae') +
    rect([16.5, 9, 4.5, 22], '#8a8298') +
    rect([9.6, 8, 12.8, 3], '#b5adbf') +
    shape('M9 8L16 -4L23 8Z', '#7a4fa8') +
    shape('M16 -4L23 8L17 8Z', '#633d8c') +
    shape('M14.400 18L14.400 15.500Q16 13 17.600 15.500L17.600 18Z', '#ffd987') +
    shape('M14 31L14 27Q16 24 18 27L18 31Z', '#4a3a40') +
    rect([15.8, -7, 0.5, 3.5], '#5a4a60') +
    shape('M16.200 -7L20 -6L16.200 -5Z', '#d8404a')
  );
}

function lighthouse(): string {
  return (
    shape('M12 10L20 10L21.500 31L10.500 31Z', '#f2eeea') +
    shape(
      'M11.700 14.500L20.300 14.500L20.700 19L11.300 19ZM11 23L21 23L21.300 27.500L10.700 27.500Z',
      '#d8404a',
    ) +
    shape('M17 10L20 10L21.500 31L18 31Z', '#1a1030', 'opacity=".12"') +
    rect([10.6, 8.4, 10.8, 2], '#3f4458') +
    rect([12.6, 3.8, 6.8, 4.8], '#ffe28a') +
    shape('M11.600 4L16 -0.500L20.400 4Z', '#d8404a') +
    shape('M19.400 5L34 1L34 10L19.400 7.500ZM12.600 5L-2 1L-2 10L12.600 7.500Z', '#fff0b0', 'opacity=".4"')
  );
}

function skyscraper(): string {
  const windows = Array.from({ length: 27 }, (_, index) =>
    rect(
      [11.2 + (index % 3) * 3.5, 3.2 + Math.floor(index / 3) * 3, 2.2, 1.7],
      index % 4 === 1 ? '#ffe29a' : '#bfe2f4',
    ),
  ).join('');
  return (
    rect([10, 1.5, 12, 29.5], '#5f7fa8') +
    rect([18.5, 1.5, 3.5, 29.5], '#4c6890') +
    rect([13, -1.5, 6, 3], '#4c6890') +
    rect([15.7, -6, 0.6, 5], '#4c6890') +
    windows
  );
}

function windmill(): string {
  const sails = [20, 110, 200, 290]
    .map(
      (turn) =>
        `<g transform="rotate(${turn} 16 11)"><path d="M15.600 11L15.600 -2L16.400 -2L16.400 11Z" fill="#6e4a30"/><path d="M16.400 9L16.400 -2L19.600 -2L19.600 9Z" fill="#f2e8d6"/></g>`,
    )
    .join('');
  return (
    shape('M12 11L20 11L22 31L10 31Z', '#e6d7be') +
    shape('M17.500 11L20 11L22 31L18 31Z', '#cdbb9e') +
    shape('M11 11.500Q16 3 21 11.500Z', '#a8553f') +
    shape('M14.500 31L14.500 27Q16 25 17.500 27L17.500 31Z', '#6e4a30') +
    sails +
    circle(16, 11, 1.2, '#4a3020')
  );
}

function bridge(): string {
  return (
    shape(
      'M-14 19L46 19L46 31L40 31Q38 23 31 23Q24 23 22 31L10 31Q8 23 1 23Q-6 23 -8 31L-14 31Z',
      '#a49a92',
    ) +
    rect([-14, 17, 60, 3], '#bdb3aa') +
    Array.from({ length: 16 }, (_, index) => rect([-13 + index * 3.9, 13.5, 1.3, 4], '#a49a92')).join('') +
    rect([-14, 12.5, 60, 1.4], '#bdb3aa')
  );
}

function bloomingTree(crown: Hex, light: Hex, apples: boolean): string {
  const dots = [
    [8, 12],
    [14, 7],
    [21, 10],
    [25, 14],
    [11, 17],
    [18, 15],
    [15, 12],
    [22, 18],
  ]
    .map(([x = 0, y = 0], index) =>
      circle(x, y, apples ? 1.15 : 0.9, apples ? '#e0353f' : index % 2 === 0 ? '#ffffff' : '#ef8fb4'),
    )
    .join('');
  return (
    leafy(16, 31, 31, { crown, trunk: '#6a4632' }) + ellipse([13, 9, 4, 2.6], light, 'opacity=".7"') + dots
  );
}
