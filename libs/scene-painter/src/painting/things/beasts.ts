import { ArtLibrary } from '../art-library.js';
import type { Hex } from '../colour.js';
import { ellipse, shape } from '../drawing.js';
import { withColours } from '../palette.js';
import { type ThingArt, art } from './thing-art.js';

/** Beings made of an icon and something more, or of a head and a body. */
export const BEASTS: Readonly<Record<string, (library: ArtLibrary) => ThingArt>> = {
  unicorn: (library) => art(unicorn(library), { head: [8, 6, 6], seat: [17, 13] }),
  pegasus: (library) => art(feathers() + unicorn(library), { head: [8, 6, 6], seat: [17, 13], width: 36 }),
  dragon: (library) => art(wings() + library.body('dragon'), { head: [9, 7, 8], seat: [19, 17], width: 40 }),
};

function unicorn(library: ArtLibrary): string {
  const coats: Readonly<Record<string, Hex>> = {
    '#a56953': '#f4eef8',
    '#6d4534': '#d5c6e2',
    '#1c1c1c': '#e86bb0',
    '#e39d89': '#f7b3c8',
  };
  const horse = withColours(library.body('horse'), (colour) => coats[colour] ?? colour);
  const eye = '<ellipse cx="5.300" cy="6.200" rx=".5" ry=".8" fill="#3a2a4a"/>';
  return shape('M6.200 3.400L2.900 -2.600L8.200 2.200Z', '#f2c64a') + horse + eye;
}

function feathers(): string {
  return (
    shape('M18 14Q16 4 26 -2Q33 -4 36 -1Q33 3 30 4Q32 6 28 8Q29 10 24 12Z', '#ffffff') +
    shape('M20 13Q22 6 30 4M22 13Q26 9 28 8', 'none', 'stroke="#cfc3de" stroke-width=".7"')
  );
}

/** Two wings behind the serpent make it the dragon of the tales. */
function wings(): string {
  const near = 'M17 19Q20 3 37 -1Q34 4 38 9Q33 8 32 13Q28 11 26 16Q22 15 19 21Z';
  const far = 'M13 18Q10 4 -4 1Q-1 6 -4 10Q1 9 2 14Q6 12 8 16Q11 15 13 20Z';
  const bones = 'M18 19Q24 8 36 0M21 15Q28 9 37 9M21 16Q27 13 31 13M13 18Q8 9 -3 2M10 14Q4 10 -3 10';
  return (
    shape(far, '#0aa25a') +
    shape(near, '#0fb868') +
    shape(bones, 'none', 'stroke="#008463" stroke-width=".8" stroke-linecap="round"')
  );
}

/** Coats of the bodies below icons of heads: fur, belly, dark parts. */
const COATS: Readonly<Record<string, readonly [fur: Hex, belly: Hex, limbs: Hex]>> = {
  wolf: ['#9b9b9b', '#d3d3d3', '#7d7d83'],
  fox: ['#ff822d', '#ffdea7', '#5b3a2e'],
  bear: ['#a56953', '#f3ad61', '#8c5543'],
  'polar-bear': ['#e6eaf0', '#f6f8fa', '#ced5de'],
  panda: ['#f4f4f4', '#ffffff', '#433b6b'],
  koala: ['#9b9b9b', '#cfcfd4', '#7f7f86'],
  lion: ['#ffb02e', '#ffdea7', '#d3883e'],
  frog: ['#00d26a', '#fff478', '#00a957'],
  raccoon: ['#9b9b9b', '#d3d3d3', '#636363'],
  hamster: ['#f3ad61', '#ffdea7', '#d98f45'],
};

/** A sitting body under the head of an animal seen from the front. */
export function plush(library: ArtLibrary, icon: string): ThingArt {
  const [fur, belly, limbs] = COATS[icon] ?? ['#b08a6a', '#e8d4b8', '#8a684c'];
  const body =
    tail(icon, fur, belly) +
    ellipse([10.4, 28.4, 3.4, 2.5], limbs) +
    ellipse([21.6, 28.4, 3.4, 2.5], limbs) +
    shape('M9.600 29.600Q7.600 17 16 16Q24.400 17 22.400 29.600Q16 31.600 9.600 29.600Z', fur) +
    ellipse([16, 25, 4.1, 5.3], belly) +
    shape('M10.300 19.600Q8.400 25 11.300 28.600Q14 28.800 13.300 25.600Q12.200 22 12.600 19.600Z', limbs) +
    shape('M21.700 19.600Q23.600 25 20.700 28.600Q18 28.800 18.700 25.600Q19.800 22 19.400 19.600Z', limbs) +
    ellipse([11.6, 29.3, 2.7, 1.7], limbs) +
    ellipse([20.4, 29.3, 2.7, 1.7], limbs);
  const head = `<g transform="translate(5.200 -.600) scale(.675)">${library.body(icon)}</g>`;
  return art(body + head, { width: 24, head: [16, 1.8, 11], grip: [9, 24] });
}

function tail(icon: string, fur: Hex, belly: Hex): string {
  switch (icon) {
    case 'fox':
    case 'wolf':
      return (
        shape('M20 28Q29 30 28.500 20Q24.500 21 23 25Z', fur) +
        shape('M28.500 20Q25.800 20.700 24.800 22.400Q27 23.600 28.300 23Z', belly)
      );
    case 'raccoon':
      return (
        shape('M20 28Q29 30 28.500 20Q24.500 21 23 25Z', fur) +
        shape(
          'M23.400 24.300L26.800 27.300M25.400 22L28.400 24',
          'none',
          'stroke="#4a4a4a" stroke-width="1.600"',
        )
      );
    case 'lion':
      return (
        shape('M21 28Q28 29 27 21', 'none', `stroke="${fur}" stroke-width="1.500"`) +
        ellipse([27, 20.3, 1.7, 2.2], '#6d4534')
      );
    default:
      return '';
  }
}
