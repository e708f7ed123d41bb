import { darker, type Hex, lighter } from '../colour.js';
import { circle, ellipse, line, shape } from '../drawing.js';
import type { Badge, Feature, FigureLook } from './figure-look.js';

type Draw = (colour: Hex) => string;

const BEHIND: Partial<Record<Feature, Draw>> = {
  'bat-wings': (colour) => mirrored(batWing(colour)),
  'dragon-wings': (colour) => mirrored(batWing(colour)),
  'feather-wings': (colour) => mirrored(featherWing(colour)),
  'fairy-wings': (colour) => mirrored(fairyWing(colour)),
  cape: (colour) =>
    shape('M-40 -260Q-74 -150 -84 -22Q-40 -6 0 -16Q40 -6 84 -22Q74 -150 40 -260Z', colour) +
    line('M-34 -200Q-46 -110 -44 -26M34 -200Q46 -110 44 -26', darker(colour, 0.25), 5),
  'fox-tail': (colour) =>
    shape('M20 -140Q80 -120 104 -170Q116 -220 88 -250Q96 -200 70 -186Q40 -170 16 -162Z', colour) +
    shape('M88 -250Q112 -226 106 -188Q92 -196 84 -212Q92 -230 88 -250Z', lighter(colour, 0.75)),
  'cat-tail': (colour) => line('M20 -150Q84 -120 82 -184Q80 -226 104 -236', colour, 13),
  'demon-tail': (colour) =>
    line('M16 -150Q78 -110 84 -176Q86 -206 102 -220', colour, 7) +
    shape('M92 -214L120 -246L116 -204Z', colour),
};

export function drawBehindBody(look: FigureLook): string {
  return look.features.map((feature) => BEHIND[feature]?.(look.back) ?? '').join('');
}

/** Collar of a cape, scarf, necklace: over the garment, under the head. */
export function drawNeckwear(look: FigureLook): string {
  const parts: string[] = [];
  if (look.features.includes('cape')) {
    parts.push(
      shape(
        'M-42 -258Q-30 -276 -14 -274Q0 -262 14 -274Q30 -276 42 -258Q20 -244 0 -246Q-20 -244 -42 -258Z',
        look.back,
      ) + circle(0, -253, 6, '#e2b53c'),
    );
  }
  if (look.features.includes('scarf')) {
    parts.push(
      shape('M-32 -276Q0 -256 32 -276Q38 -258 26 -250Q0 -240 -26 -250Q-38 -258 -32 -276Z', look.back) +
        shape('M12 -252L34 -250L30 -190L12 -194Z', darker(look.back, 0.12)),
    );
  }
  if (look.features.includes('necklace')) {
    parts.push(line('M-16 -264Q0 -240 16 -264', '#e8c14a', 3) + circle(0, -248, 6, '#3fb6c8'));
  }
  if (look.features.includes('tie')) {
    parts.push(shape('M-5 -264L5 -264L8 -216L0 -204L-8 -216Z', look.back));
  }
  return parts.join('');
}

const SIGNS: readonly string[] = [
  'M0 -11L3 -3.500L11 -3.500L4.500 1.500L7 9.500L0 4.500L-7 9.500L-4.500 1.500L-11 -3.500L-3 -3.500Z',
  'M0 9C-14 -2 -8 -11 0 -5C8 -11 14 -2 0 9Z',
  'M0 -11L8 0L0 11L-8 0Z',
  'M4 -10A10 10 0 1 0 4 10A8 8 0 1 1 4 -10Z',
  'M3 -11L-7 2L-1 2L-3 11L7 -2L1 -2Z',
  'M0 -9A9 9 0 1 0 0 9A9 9 0 1 0 0 -9ZM0 -4A4 4 0 1 1 0 4A4 4 0 1 1 0 -4Z',
];

/** On the left breast: colour and sign of the LoRA. */
export function drawBadge(badge: Badge): string {
  return `<g transform="translate(20 -226)">${circle(0, 0, 16.5, '#ffffff')}${circle(0, 0, 14, badge.colour)}${shape(SIGNS[badge.sign] ?? '', '#ffffff', 'fill-rule="evenodd" transform="scale(.85)"')}</g>`;
}

function mirrored(content: string): string {
  return content + `<g transform="scale(-1 1)">${content}</g>`;
}

function batWing(colour: Hex): string {
  return (
    shape(
      'M18 -236Q70 -330 150 -340Q136 -312 148 -284Q124 -282 124 -250Q100 -254 92 -222Q72 -232 58 -206Q40 -220 18 -214Z',
      colour,
    ) +
    line(
      'M22 -230Q80 -300 148 -338M60 -270Q96 -276 124 -252M44 -254Q72 -252 92 -224',
      darker(colour, 0.35),
      4,
    )
  );
}

function featherWing(colour: Hex): string {
  return (
    shape(
      'M16 -240Q60 -350 148 -352Q158 -320 140 -296Q146 -268 120 -256Q122 -232 94 -226Q90 -204 60 -206Q40 -196 16 -208Z',
      colour,
    ) +
    line(
      'M60 -206Q84 -250 130 -300M94 -226Q112 -254 140 -296M48 -250Q84 -300 140 -330',
      darker(colour, 0.18),
      4,
    )
  );
}

function fairyWing(colour: Hex): string {
  return (
    ellipse([76, -300, 72, 36], colour, 'opacity=".62" transform="rotate(-38 76 -300)"') +
    ellipse([58, -198, 50, 25], colour, 'opacity=".62" transform="rotate(28 58 -198)"') +
    line('M14 -240Q70 -280 120 -336M14 -224Q50 -210 92 -178', '#ffffff', 3, 'opacity=".7"')
  );
}
