import { darker, type Hex, lighter } from '../colour.js';
import { circle, ellipse, line, num, shape } from '../drawing.js';
import type { FigureLook, HairStyle } from './figure-look.js';

/** The part behind head and shoulders. */
export function drawBackHair(look: FigureLook): string {
  const tone = look.hair;
  const deep = darker(tone, 0.18);
  const styles: Record<HairStyle, () => string> = {
    bald: () => '',
    short: () =>
      shape('M-48 -335C-52 -395 52 -395 48 -335Q46 -306 36 -300L-36 -300Q-46 -306 -48 -335Z', deep),
    spiky: () =>
      shape(
        'M-48 -330C-52 -395 52 -395 48 -330Q44 -300 34 -294L20 -302L0 -292L-20 -302L-34 -294Q-44 -300 -48 -330Z',
        deep,
      ),
    bob: () =>
      shape(
        'M-52 -340C-58 -402 58 -402 52 -340Q64 -300 54 -270Q30 -262 0 -266Q-30 -262 -54 -270Q-64 -300 -52 -340Z',
        tone,
      ) + shape('M-46 -300L46 -300L44 -272L-44 -272Z', deep),
    long: () => longBack(tone, deep, false),
    wavy: () => longBack(tone, deep, true),
    ponytail: () =>
      shape('M20 -372Q86 -388 84 -318Q82 -256 58 -206Q56 -262 44 -310Z', tone) +
      line('M66 -340Q70 -290 60 -236', deep, 5) +
      cap(deep),
    twintails: () =>
      [-1, 1]
        .map(
          (side) =>
            shape(
              `M${side * 38} -362Q${side * 104} -384 ${side * 96} -296Q${side * 92} -220 ${side * 66} -186Q${side * 74} -260 ${side * 46} -328Z`,
              tone,
            ) + line(`M${side * 76} -338Q${side * 84} -280 ${side * 72} -222`, deep, 5),
        )
        .join('') + cap(deep),
    bun: () =>
      circle(0, -396, 24, tone) + line('M-14 -400Q0 -412 14 -400', lighter(tone, 0.2), 4) + cap(deep),
    braid: () => cap(deep),
    curly: () =>
      curls(
        [
          [-50, -300],
          [-56, -326],
          [-54, -352],
          [50, -300],
          [56, -326],
          [54, -352],
          [-42, -376],
          [42, -376],
          [-22, -392],
          [22, -392],
          [0, -396],
          [-48, -278],
          [48, -278],
        ],
        19,
        tone,
      ),
    afro: () =>
      ellipse([0, -352, 74, 66], tone) +
      curls(
        [
          [-60, -390],
          [60, -390],
          [-72, -346],
          [72, -346],
          [0, -412],
          [-34, -408],
          [34, -408],
          [-58, -304],
          [58, -304],
        ],
        20,
        tone,
      ),
    mohawk: () => '',
  };
  return styles[look.hairStyle]();
}

/** Fringe, strands before the shoulders, and the shine. */
export function drawFrontHair(look: FigureLook): string {
  const tone = look.hair;
  const shine = lighter(tone, 0.28);
  const styles: Record<HairStyle, () => string> = {
    bald: () => '',
    short: () =>
      shape(
        'M-47 -332C-62 -374 -42 -402 -6 -397C16 -408 62 -392 48 -330Q44 -352 34 -359Q8 -350 -14 -362Q-34 -358 -40 -350Q-45 -344 -47 -332Z',
        tone,
      ) + gloss(shine),
    spiky: () =>
      shape(
        'M-48 -326Q-64 -352 -56 -372Q-50 -374 -48 -382Q-44 -404 -24 -400Q-12 -418 8 -404Q34 -414 42 -390Q62 -384 54 -362Q62 -344 48 -326Q46 -344 40 -352L28 -338L18 -356L2 -336L-8 -356L-24 -338L-34 -354Q-46 -346 -48 -326Z',
        tone,
      ) + gloss(shine),
    bob: () => fringe(tone) + gloss(shine),
    long: () => parting(tone) + strands(tone) + gloss(shine),
    wavy: () => sweep(tone) + strands(tone) + gloss(shine),
    ponytail: () => sweep(tone) + gloss(shine),
    twintails: () =>
      fringe(tone) + gloss(shine) + circle(-42, -362, 7, look.accent) + circle(42, -362, 7, look.accent),
    bun: () => parting(tone) + gloss(shine),
    braid: () => sweep(tone) + plait(tone) + gloss(shine),
    curly: () =>
      curls(
        [
          [-34, -366],
          [-14, -374],
          [10, -374],
          [32, -366],
          [-46, -344],
          [46, -344],
        ],
        15,
        tone,
      ),
    afro: () =>
      curls(
        [
          [-32, -370],
          [-10, -376],
          [12, -376],
          [34, -370],
        ],
        14,
        tone,
      ),
    mohawk: () =>
      shape('M-14 -352Q-26 -420 0 -428Q26 -420 14 -352Q0 -362 -14 -352Z', tone) +
      line('M0 -372L0 -414', shine, 4),
  };
  return styles[look.hairStyle]();
}

function longBack(tone: Hex, deep: Hex, wavy: boolean): string {
  const side = wavy ? 'Q72 -290 58 -262Q78 -226 60 -196Q66 -170 50 -158' : 'Q66 -260 60 -200Q60 -168 46 -156';
  const other = wavy
    ? 'Q-66 -170 -60 -196Q-78 -226 -58 -262Q-72 -290 -52 -340'
    : 'Q-60 -168 -60 -200Q-66 -260 -52 -340';
  return (
    shape(`M-52 -340C-60 -404 60 -404 52 -340${side}Q20 -146 0 -152Q-20 -146 -46 -156${other}Z`, tone) +
    shape('M-40 -300L40 -300Q46 -220 36 -172Q0 -160 -36 -172Q-46 -220 -40 -300Z', deep)
  );
}

function cap(tone: Hex): string {
  return shape('M-49 -335C-54 -398 54 -398 49 -335Q46 -312 38 -306L-38 -306Q-46 -312 -49 -335Z', tone);
}

function fringe(tone: Hex): string {
  return shape(
    'M-49 -312C-64 -404 64 -404 49 -312Q46 -334 41 -347Q32 -336 24 -350Q14 -337 6 -352Q-4 -337 -14 -351Q-22 -337 -32 -350Q-38 -340 -41 -346Q-46 -334 -49 -312Z',
    tone,
  );
}

function sweep(tone: Hex): string {
  return shape(
    'M-49 -312C-64 -404 64 -404 49 -312Q47 -344 30 -362Q18 -368 12 -372Q-6 -350 -32 -347Q-46 -340 -49 -312Z',
    tone,
  );
}

function parting(tone: Hex): string {
  return shape(
    'M-50 -306C-64 -404 64 -404 50 -306Q48 -340 34 -352Q14 -358 2 -380Q-10 -358 -34 -352Q-48 -340 -50 -306Z',
    tone,
  );
}

/** Two locks that fall over the shoulders. */
function strands(tone: Hex): string {
  return [-1, 1]
    .map((side) =>
      shape(
        `M${side * 49} -330Q${side * 42} -300 ${side * 46} -270Q${side * 44} -236 ${side * 32} -212Q${side * 58} -222 ${side * 61} -262Q${side * 60} -300 ${side * 52} -336Z`,
        tone,
      ),
    )
    .join('');
}

function plait(tone: Hex): string {
  const knots = [0, 1, 2, 3, 4].map((step) =>
    ellipse([46 - step * 3, -286 + step * 22, 13 - step, 14], step % 2 === 0 ? tone : darker(tone, 0.12)),
  );
  return knots.join('');
}

function gloss(shine: Hex): string {
  return line('M-30 -376Q-12 -390 10 -386', shine, 5, 'opacity=".8"');
}

function curls(at: readonly (readonly [number, number])[], r: number, tone: Hex): string {
  return (
    at.map(([x, y]) => circle(x, y, r, tone)).join('') +
    at
      .filter((_, index) => index % 2 === 0)
      .map(([x, y]) => line(`M${num(x - 6)} ${num(y - 2)}q6 -8 12 0`, lighter(tone, 0.22), 2.6))
      .join('')
  );
}
