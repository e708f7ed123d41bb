import { type Hex, darker } from '../colour.js';
import { line, num, shape } from '../drawing.js';
import { HEADWEAR } from '../figure/figure-look.js';
import { headwearArt } from '../figure/headwear.js';
import type { ThingArt } from './thing-art.js';
import type { WornThing } from '../../scene.js';

/** What an animal wears, in the units of its art. */
export function wornByThing(
  wears: readonly WornThing[],
  art: ThingArt,
  colourOf: (worn: WornThing) => Hex,
): string {
  return wears.map((worn) => oneWorn(worn, art, colourOf(worn))).join('');
}

/** Hats of figures are drawn for a head 90 wide whose brim is at y -366. */
function oneWorn({ what }: WornThing, { head: [x, y, width] }: ThingArt, colour: Hex): string {
  const hat = HEADWEAR.find((one) => one === what);
  const scale = (width * 1.18) / 90;
  if (hat !== undefined) {
    const drop = what === 'crown' || what === 'tiara' ? 0.12 : 0.2;
    return at(x, y + width * drop, scale, `<g transform="translate(0 366)">${headwearArt(hat, colour)}</g>`);
  }
  const low = y + width * 0.5;
  switch (what) {
    case 'sunglasses':
    case 'glasses':
      return at(x, low, width / 62, spectacles(what === 'sunglasses'));
    case 'scarf':
    case 'necklace':
    case 'tie':
      return at(
        x + width * 0.15,
        y + width * 1.15,
        width / 60,
        shape('M-30 -8Q0 10 30 -8Q34 6 24 12Q0 22 -24 12Q-34 6 -30 -8Z', colour) +
          shape('M8 12L26 10L24 46L10 44Z', darker(colour, 0.14)),
      );
    default:
      return '';
  }
}

function spectacles(dark: boolean): string {
  const fill = dark ? '#1d1a2b' : 'none';
  return (
    [-17, 17]
      .map((x) => `<circle cx="${x}" cy="0" r="14" fill="${fill}" stroke="#1d1a2b" stroke-width="4"/>`)
      .join('') + line('M-4 0L4 0', '#1d1a2b', 4)
  );
}

/** From the mouth of a dragon that looks to the left. */
export function fireBreath([x, y, width]: ThingArt['head']): string {
  const [mx, my] = [x - width * 0.45, y + width * 0.35];
  return at(
    mx,
    my,
    1,
    shape('M0 0Q-8 -4 -17 -3Q-14 -1 -19 1Q-14 2 -17 6Q-8 5 0 1.500Z', '#ff7a2a') +
      shape('M0 .300Q-6 -2 -12 -1.300Q-10 .400 -13 1.800Q-7 3 0 1.200Z', '#ffc93a') +
      shape('M0 .500Q-4 -.500 -7 .500Q-4 1.600 0 1Z', '#fff2b0'),
  );
}

/** Letters that rise from a sleeper. */
export function sleepMarks(x: number, y: number, size: number): string {
  return [0, 1, 2]
    .map((step) => {
      const s = size * (0.5 + step * 0.28);
      return line(
        `M${num(x + step * size * 0.8)} ${num(y - step * size)}h${num(s)}l${num(-s)} ${num(s)}h${num(s)}`,
        '#ffffff',
        s * 0.2,
        'opacity=".9"',
      );
    })
    .join('');
}

function at(x: number, y: number, scale: number, content: string): string {
  return `<g transform="translate(${num(x)} ${num(y)}) scale(${scale.toFixed(4)})">${content}</g>`;
}
