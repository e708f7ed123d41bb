import { darker, type Hex, lighter, mixed } from '../colour.js';
import { circle, ellipse, line, num, shape } from '../drawing.js';
import type { Expression, FigureLook } from './figure-look.js';

const EYE_Y = -325;

export function drawHead(look: FigureLook): string {
  const shade = mixed(look.skin, '#8a3a2a', 0.22);
  const neck = shape('M-13 -292L-13 -262Q0 -250 13 -262L13 -292Z', shade);
  const ears = circle(-44, -324, 9, shade) + circle(44, -324, 9, shade);
  const skull = shape(
    'M-45 -336C-45 -386 45 -386 45 -336C45 -304 22 -277 0 -277C-22 -277 -45 -304 -45 -336Z',
    look.skin,
  );
  return neck + ears + skull;
}

export function drawFace(look: FigureLook): string {
  const brow = darker(look.hairStyle === 'bald' ? mixed(look.skin, '#3a2218', 0.6) : look.hair, 0.35);
  return (
    cheeks(look) + eyes(look) + brows(look.expression, brow) + nose(look.skin) + mouth(look) + marks(look)
  );
}

function cheeks(look: FigureLook): string {
  const strength = look.features.includes('blush') ? 0.6 : 0.3;
  const pink = `opacity="${strength}"`;
  return ellipse([-28, -307, 9, 5.5], '#ff6f6f', pink) + ellipse([28, -307, 9, 5.5], '#ff6f6f', pink);
}

function eyes(look: FigureLook): string {
  const closed = look.expression === 'asleep' || look.expression === 'laugh';
  return [-1, 1]
    .map((side) => {
      const winks = look.expression === 'wink' && side === 1;
      return closed || winks ? closedEye(side * 19, look.expression === 'asleep') : openEye(side * 19, look);
    })
    .join('');
}

function openEye(x: number, look: FigureLook): string {
  const size = look.anime ? 1.35 : look.expression === 'surprised' ? 1.2 : 1;
  const y = EYE_Y + (look.anime ? 2 : 0);
  const wide = look.anime ? 9.5 : 8.5;
  return (
    ellipse([x, y, wide, 9 * size], '#ffffff') +
    ellipse([x, y + 0.5, wide * 0.76, 7.8 * size], look.eyes) +
    ellipse([x, y + 1, wide * 0.44, 4.6 * size], darker(look.eyes, 0.75)) +
    circle(x + 2.6, y - 3.4 * size, 2.5 * size, '#ffffff') +
    line(
      `M${num(x - wide - 1)} ${num(y - 4 * size)}Q${num(x)} ${num(y - 13.5 * size)} ${num(x + wide + 1)} ${num(y - 4 * size)}`,
      '#2a1a22',
      3.2,
    )
  );
}

function closedEye(x: number, down: boolean): string {
  const bend = down ? 7 : -9;
  return line(`M${x - 9} ${EYE_Y}Q${x} ${EYE_Y + bend} ${x + 9} ${EYE_Y}`, '#2a1a22', 3.4);
}

function brows(expression: Expression, colour: Hex): string {
  const tilt = expression === 'angry' ? 6 : expression === 'sad' ? -5 : 0;
  const lift = expression === 'surprised' ? -7 : 0;
  const y = EYE_Y - 19 + lift;
  return [-1, 1]
    .map((side) =>
      line(`M${side * 9} ${y + tilt}Q${side * 20} ${y - 4} ${side * 29} ${y + 2 - tilt}`, colour, 3.6),
    )
    .join('');
}

function nose(skin: Hex): string {
  return line('M-2.5 -306Q0 -303.5 3 -306', mixed(skin, '#8a3a2a', 0.45), 2.6);
}

function mouth(look: FigureLook): string {
  const lip = '#9c3a44';
  const paths: Record<Expression, string> = {
    smile: line('M-11 -295Q0 -285 11 -295', lip, 3.2),
    wink: line('M-10 -295Q2 -284 11 -297', lip, 3.2),
    calm: line('M-8 -293Q0 -290 8 -293', lip, 3.2),
    asleep: line('M-6 -292Q0 -289 6 -292', lip, 3),
    sad: line('M-9 -289Q0 -296 9 -289', lip, 3.2),
    angry: line('M-9 -290Q0 -294 9 -290', lip, 3.6),
    surprised: ellipse([0, -291, 5, 6.5], '#7c2230'),
    laugh:
      shape('M-13 -297Q0 -300 13 -297Q9 -282 0 -282Q-9 -282 -13 -297Z', '#7c2230') +
      shape('M-10 -296.500Q0 -299 10 -296.500L9 -293L-9 -293Z', '#ffffff'),
  };
  return paths[look.expression] + teeth(look);
}

function teeth(look: FigureLook): string {
  if (look.features.includes('fangs')) {
    return shape('M-8 -293L-3.500 -291L-6 -284Z', '#ffffff') + shape('M8 -293L3.500 -291L6 -284Z', '#ffffff');
  }
  return look.features.includes('tusks')
    ? shape('M-12 -293L-5 -292L-11 -304Z', '#fff6dc') + shape('M12 -293L5 -292L11 -304Z', '#fff6dc')
    : '';
}

/** What is on the face beyond eyes and mouth. */
function marks(look: FigureLook): string {
  const has = (feature: FigureLook['features'][number]): boolean => look.features.includes(feature);
  const parts: string[] = [];
  if (has('scar')) {
    parts.push(line('M25 -346L33 -305', mixed(look.skin, '#b2404a', 0.7), 3));
  }
  if (has('freckles')) {
    parts.push(
      [-33, -27, -22, 22, 27, 33]
        .map((x, index) => circle(x, -311 + (index % 2) * 5, 1.6, '#b5703c'))
        .join(''),
    );
  }
  if (has('glasses')) {
    parts.push(glasses('none', '#3a3340'));
  }
  if (has('sunglasses')) {
    parts.push(glasses('#1d1a2b', '#1d1a2b'));
  }
  if (has('eyepatch')) {
    parts.push(line('M-44 -352L42 -322', '#221c28', 3) + ellipse([19, EYE_Y, 13, 14], '#221c28'));
  }
  if (has('mask')) {
    parts.push(
      shape('M-42 -312Q0 -322 42 -312Q38 -279 0 -274Q-38 -279 -42 -312Z', lighter(look.accent, 0.1)),
    );
  }
  return parts.join('');
}

function glasses(fill: string, frame: string): string {
  return (
    [-1, 1]
      .map(
        (side) =>
          `<circle cx="${side * 19}" cy="${EYE_Y}" r="14" fill="${fill}" stroke="${frame}" stroke-width="3.2"/>`,
      )
      .join('') + line(`M-5 ${EYE_Y}L5 ${EYE_Y}`, frame, 3)
  );
}

export function drawBeard(look: FigureLook): string {
  const tone = darker(look.hair, 0.06);
  const moustache = shape(
    'M0 -303Q-12 -307 -22 -294Q-8 -290 0 -296Q8 -290 22 -294Q12 -307 0 -303Z',
    darker(look.hair, 0.16),
  );
  switch (look.beard) {
    case 'moustache':
      return moustache;
    case 'full':
      return (
        shape(
          'M-45 -330Q-42 -300 -34 -300Q-18 -306 0 -299Q18 -306 34 -300Q42 -300 45 -330C48 -290 26 -262 0 -262C-26 -262 -48 -290 -45 -330Z',
          tone,
        ) + moustache
      );
    case 'long':
      return (
        shape(
          'M-45 -330Q-42 -300 -34 -300Q-18 -306 0 -299Q18 -306 34 -300Q42 -300 45 -330C50 -280 30 -220 2 -196C-30 -220 -50 -280 -45 -330Z',
          tone,
        ) + moustache
      );
    case null:
      return '';
  }
}
