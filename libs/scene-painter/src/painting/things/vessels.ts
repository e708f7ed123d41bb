import { circle, rect, shape } from '../drawing.js';
import { type ThingArt, art } from './thing-art.js';

/** What carries people by water and air. */
export const VESSELS: Readonly<Record<string, () => ThingArt>> = {
  'pirate-ship': () => art(pirateShip(), { width: 34, top: 20 }),
  starship: () => art(starship(), { width: 44 }),
  'hot-air-balloon': () => art(hotAirBalloon(), { width: 22 }),
  airship: () => art(airship(), { width: 44 }),
};

function pirateShip(): string {
  const hull =
    shape('M0 20L5 22L26 22L33 17L30 28Q28 31 24 31L8 31Q4 30 3 27Z', '#7a4a2e') +
    shape('M3 25L31 23.500L30.600 25.600L3.400 27Z', '#5b3520') +
    [9, 14, 19, 24].map((x) => circle(x, 28, 0.9, '#2c1a14')).join('');
  const masts = rect([10.5, -1, 1, 23], '#5b3a26') + rect([20.5, 1, 1, 21], '#5b3a26');
  const sails =
    shape(
      'M5 3Q11 1.500 17 3Q18.500 7 17 11.500Q11 9.500 5 11.500Q6.500 7 5 3ZM5.500 13Q11 11.500 16.500 13Q17.500 16 16.500 19.500Q11 18 5.500 19.500Q6.500 16 5.500 13Z',
      '#f4ecdc',
    ) +
    shape(
      'M17 5Q21 3.500 26.500 5Q28 9 26.500 12.500Q21 11 17.500 12.500Q18.500 9 17 5ZM17.500 14Q22 12.500 26.500 14Q27.500 17 26.500 20Q22 18.500 17.500 20Q18.300 17 17.500 14Z',
      '#e8dcc6',
    );
  const flag =
    shape('M11.500 -1L17 0.500L11.500 2.500Z', '#241c28') +
    circle(11, 7, 1.7, '#3a2f36') +
    rect([10.2, 8, 1.6, 1.2], '#3a2f36');
  return masts + sails + flag + hull;
}

function starship(): string {
  return (
    shape('M-4 19Q4 11 20 12Q34 13 38 19Q30 25 14 25Q0 25 -4 19Z', '#c7cedb') +
    shape('M-4 19Q4 22 18 22Q32 22 38 19Q30 25 14 25Q0 25 -4 19Z', '#8f99ad') +
    shape('M-4 19Q0 14.600 7 13.200Q10 16 7 20.500Q0 20.500 -4 19Z', '#5ac8ee') +
    shape('M16 12.300L24 5L31 5L27 13.200ZM18 24.900L26 30.500L32 30L28 23.500Z', '#6d7890') +
    rect([36, 16.2, 5, 2], '#ffb347', 'rx="1"') +
    rect([35, 19.6, 6, 2], '#ff7a3a', 'rx="1"') +
    [14, 19, 24].map((x) => circle(x, 17.4, 1.1, '#ffe29a')).join('')
  );
}

function hotAirBalloon(): string {
  return (
    shape('M16 -4C28 -4 30 10 20 20L12 20C2 10 4 -4 16 -4Z', '#e5484d') +
    shape('M16 -4C11 -4 9.500 10 14 20L18 20C22.500 10 21 -4 16 -4Z', '#f7cf3c') +
    shape('M16 -4C14.700 -4 14.300 10 15.300 20L16.700 20C17.700 10 17.300 -4 16 -4Z', '#e5484d') +
    shape('M12.300 20L13.200 25.500M19.700 20L18.800 25.500', 'none', 'stroke="#6a4a34" stroke-width=".6"') +
    rect([12.6, 25.3, 6.8, 5.2], '#a8713f', 'rx="1"') +
    rect([12.3, 25, 7.4, 1.4], '#7f5230', 'rx=".6"')
  );
}

function airship(): string {
  return (
    shape('M-4 13C2 3 26 1 36 11Q38 13 36 15C26 24 2 23 -4 13Z', '#b98a5a') +
    shape('M-4 13C4 17 26 18 36 13Q37 14 36 15C26 24 2 23 -4 13Z', '#93683f') +
    shape('M30 8L38 3L38 10ZM30 18L38 22L38 15Z', '#8a3a3a') +
    shape(
      'M4 6.500Q1 13 4 19.500M14 4Q11 13 14 22M24 5Q22 13 24 21',
      'none',
      'stroke="#6e4a2c" stroke-width=".7"',
    ) +
    shape('M9 22L22 22L20 28L11 28Z', '#6e4a30') +
    [13, 16, 19].map((x) => circle(x, 24.8, 1, '#ffe29a')).join('')
  );
}
