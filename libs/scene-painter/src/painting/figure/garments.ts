import { darker, type Hex, lighter, mixed } from '../colour.js';
import { circle, ellipse, line, num, rect, shape } from '../drawing.js';
import { type Body, bodyOf, type Sleeve, torsoPath } from './body.js';
import type { FigureLook, Garment } from './figure-look.js';

type Skirt = 'none' | 'short' | 'knee' | 'floor' | 'straight';
type Legs = 'accent' | 'main' | 'skin' | 'dark' | 'stockings';
type Detail = (look: FigureLook, body: Body) => string;

/** How a garment is put together; `details` are drawn over the torso in order. */
interface Cut {
  readonly skirt: Skirt;
  readonly legs: Legs;
  readonly sleeves: 'long' | 'short' | 'none';
  readonly details: readonly Detail[];
}

const CUTS: Record<Garment, Cut> = {
  shirt: { skirt: 'none', legs: 'accent', sleeves: 'short', details: [neckline] },
  sweater: { skirt: 'none', legs: 'accent', sleeves: 'long', details: [stripes, neckline] },
  hoodie: { skirt: 'none', legs: 'accent', sleeves: 'long', details: [hoodRing, pocket] },
  tunic: { skirt: 'short', legs: 'accent', sleeves: 'long', details: [lacing, belt] },
  dress: { skirt: 'knee', legs: 'skin', sleeves: 'short', details: [sweetheart, sash] },
  gown: { skirt: 'floor', legs: 'skin', sleeves: 'none', details: [sweetheart, sash, hem] },
  robe: { skirt: 'straight', legs: 'dark', sleeves: 'long', details: [robeFront, belt] },
  armour: { skirt: 'short', legs: 'main', sleeves: 'long', details: [plates] },
  suit: { skirt: 'none', legs: 'main', sleeves: 'long', details: [lapels] },
  sailor: { skirt: 'short', legs: 'stockings', sleeves: 'short', details: [sailorCollar] },
  kimono: { skirt: 'straight', legs: 'dark', sleeves: 'long', details: [wrap, obi] },
  coat: { skirt: 'short', legs: 'dark', sleeves: 'long', details: [lapels, belt] },
  labcoat: { skirt: 'knee', legs: 'dark', sleeves: 'long', details: [lapels] },
  swimsuit: { skirt: 'none', legs: 'skin', sleeves: 'none', details: [scoop] },
  maid: { skirt: 'knee', legs: 'stockings', sleeves: 'short', details: [apron] },
  spacesuit: { skirt: 'none', legs: 'main', sleeves: 'long', details: [controls] },
  leather: { skirt: 'none', legs: 'dark', sleeves: 'long', details: [jacketFront] },
  uniform: { skirt: 'none', legs: 'main', sleeves: 'long', details: [buttons, belt] },
  overalls: { skirt: 'none', legs: 'main', sleeves: 'short', details: [bib] },
  bodysuit: { skirt: 'none', legs: 'main', sleeves: 'long', details: [seams, belt] },
};

const BOOTS: ReadonlySet<Garment> = new Set(['armour', 'spacesuit', 'bodysuit']);

export function sleeveOf(look: FigureLook): Sleeve {
  const { sleeves } = CUTS[look.garment];
  const cloth = look.garment === 'overalls' ? look.accent : look.main;
  const gloved = BOOTS.has(look.garment) ? darker(look.main, 0.25) : look.skin;
  if (sleeves === 'none') {
    return { upper: look.skin, lower: look.skin, hand: look.skin };
  }
  return { upper: cloth, lower: sleeves === 'long' ? cloth : look.skin, hand: gloved };
}

export function legColours(look: FigureLook): { legs: Hex; shoes: Hex } {
  const kinds: Record<Legs, Hex> = {
    accent: look.accent,
    main: look.garment === 'armour' ? darker(look.main, 0.12) : darker(look.main, 0.06),
    skin: look.skin,
    dark: '#2c2a3c',
    stockings: mixed(look.accent, '#f6f2ee', 0.75),
  };
  const legs = kinds[CUTS[look.garment].legs];
  const barefoot = look.garment === 'swimsuit';
  return { legs, shoes: barefoot ? look.skin : BOOTS.has(look.garment) ? darker(look.main, 0.4) : '#3a2a2e' };
}

/** Torso with skirt and details. `seated` shortens what would reach the floor. */
export function drawGarment(look: FigureLook): string {
  const body = bodyOf(look);
  const { details } = CUTS[look.garment];
  const base = look.garment === 'overalls' ? look.accent : look.main;
  return (
    skirt(look, body) +
    shape(torsoPath(body), base) +
    shadedSide(look, body) +
    details.map((detail) => detail(look, body)).join('')
  );
}

function shadedSide(look: FigureLook, { shoulder, waist, hip }: Body): string {
  const end =
    CUTS[look.garment].skirt === 'none'
      ? `Q${hip} -172 ${hip} -150L${waist - 10} -150`
      : `L${waist - 10} -186`;
  return shape(
    `M${waist - 10} -186Q${waist - 10} -220 ${shoulder - 16} -258L${shoulder} -250Q${shoulder + 2} -226 ${waist + 2} -200L${waist} -186${end}Z`,
    '#120a24',
    'opacity=".12"',
  );
}

function skirt(look: FigureLook, { waist, hip }: Body): string {
  const kind = CUTS[look.garment].skirt;
  const seated = look.pose === 'sit' || look.pose === 'ride';
  const w = waist;
  const cuts: Record<Skirt, { flare: number; end: number }> = {
    none: { flare: 0, end: 0 },
    short: { flare: 22, end: -112 },
    knee: { flare: 48, end: -84 },
    floor: { flare: 66, end: -6 },
    straight: { flare: 34, end: -10 },
  };
  if (kind === 'none') {
    return '';
  }
  const { flare, end: standing } = cuts[kind];
  const end = seated ? Math.min(standing, -104) : standing;
  const wide = w + (seated ? Math.min(flare, 40) : flare);
  const folds = [-0.45, 0.05, 0.5]
    .map((part) =>
      line(
        `M${num(w * part)} -176Q${num(w * part * 1.3)} ${num((end - 170) / 2)} ${num(wide * part)} ${num(end - 8)}`,
        '#120a24',
        3.2,
        'opacity=".13"',
      ),
    )
    .join('');
  return (
    shape(
      `M${-w} -190L${w} -190Q${num(hip + flare * 0.35)} -150 ${num(wide)} ${end}Q0 ${end + 16} ${num(-wide)} ${end}Q${num(-hip - flare * 0.35)} -150 ${-w} -190Z`,
      look.main,
    ) + folds
  );
}

function neckline(look: FigureLook): string {
  return (
    shape('M-17 -271Q0 -248 17 -271Q0 -262 -17 -271Z', lighter(look.main, 0.35)) +
    shape('M-13 -271Q0 -253 13 -271Z', look.skin)
  );
}

function scoop(look: FigureLook, { shoulder, hip }: Body): string {
  return (
    shape(
      `M${-shoulder - 1} -253Q-20 -272 -14 -271L14 -271Q20 -272 ${shoulder + 1} -253L${shoulder - 12} -232Q22 -226 16 -268L9 -268Q0 -214 -9 -268L-16 -268Q-22 -226 ${-shoulder + 12} -232Z`,
      look.skin,
    ) +
    shape(
      `M${-hip - 1} -146L-8 -146Q${-hip + 8} -152 ${-hip - 1} -172ZM${hip + 1} -146L8 -146Q${hip - 8} -152 ${hip + 1} -172Z`,
      look.skin,
    )
  );
}

function sweetheart(look: FigureLook, { shoulder }: Body): string {
  return (
    shape(
      `M${-shoulder + 4} -256Q-18 -270 -13 -271L13 -271Q18 -270 ${shoulder - 4} -256Q24 -236 0 -234Q-24 -236 ${-shoulder + 4} -256Z`,
      look.skin,
    ) + line(`M${-shoulder + 5} -253Q-22 -236 0 -233Q22 -236 ${shoulder - 5} -253`, look.accent, 4)
  );
}

function sash(look: FigureLook, { waist }: Body): string {
  return rect([-waist - 1, -198, waist * 2 + 2, 13], look.accent);
}

function hem(look: FigureLook, { waist }: Body): string {
  return look.pose === 'sit' || look.pose === 'ride'
    ? ''
    : line(`M${-waist - 62} -16Q0 2 ${waist + 62} -16`, look.accent, 6);
}

function belt(look: FigureLook, { waist }: Body): string {
  return (
    rect([-waist - 2, -196, waist * 2 + 4, 12], darker(look.accent, 0.25)) +
    rect([-8, -198, 16, 16], '#e2b53c', 'rx="3"')
  );
}

function lacing(look: FigureLook): string {
  return (
    neckline(look) + line('M-6 -250L6 -242M6 -250L-6 -242M-5 -236L5 -229M5 -236L-5 -229', look.accent, 2.4)
  );
}

function stripes(look: FigureLook, { waist, shoulder }: Body): string {
  const band = (y: number, half: number): string =>
    line(`M${-half} ${y}Q0 ${y + 6} ${half} ${y}`, look.accent, 7);
  return band(-228, shoulder - 4) + band(-206, waist + 1);
}

function hoodRing(look: FigureLook): string {
  return (
    line('M-26 -266Q0 -236 26 -266', darker(look.main, 0.2), 11) +
    line('M-8 -246L-9 -226M8 -246L9 -226', '#ffffff', 2.6)
  );
}

function pocket(look: FigureLook): string {
  return shape('M-20 -190L20 -190L26 -164L-26 -164Z', darker(look.main, 0.14));
}

function robeFront(look: FigureLook): string {
  return (
    shape('M-14 -271L0 -236L14 -271L20 -268L4 -196L4 -14L-4 -14L-4 -196L-20 -268Z', look.accent) +
    shape('M-12 -271L0 -244L12 -271Z', look.skin)
  );
}

function plates(look: FigureLook, { shoulder, waist }: Body): string {
  const light = lighter(look.main, 0.35);
  const dark = darker(look.main, 0.22);
  const pads = [-1, 1]
    .map(
      (side) =>
        ellipse([side * (shoulder - 2), -248, 19, 15], light) +
        line(
          `M${side * (shoulder - 18)} -240Q${side * (shoulder - 2)} -230 ${side * (shoulder + 15)} -242`,
          dark,
          3,
        ),
    )
    .join('');
  return (
    line(`M0 -266L0 -204M${-shoulder + 14} -226Q0 -204 ${shoulder - 14} -226`, dark, 3.4) +
    rect([-waist - 2, -198, waist * 2 + 4, 14], look.accent) +
    circle(0, -191, 8, '#e2b53c') +
    line('M-18 -268Q0 -256 18 -268', light, 6) +
    pads
  );
}

function lapels(look: FigureLook): string {
  const cloth = lighter(look.main, 0.16);
  return (
    shape('M-16 -271L0 -212L16 -271Z', '#f7f5f2') +
    shape('M-4 -262L4 -262L7 -226L0 -214L-7 -226Z', look.accent) +
    shape('M-15 -272L-28 -262L-20 -240L0 -206Z', cloth) +
    shape('M15 -272L28 -262L20 -240L0 -206Z', cloth) +
    circle(0, -192, 2.6, '#1f1a2c')
  );
}

function sailorCollar(look: FigureLook): string {
  return (
    shape('M-30 -266L0 -226L30 -266L36 -240L0 -214L-36 -240Z', look.accent) +
    shape('M-12 -271L0 -246L12 -271Z', look.skin) +
    shape('M0 -226L-15 -212L-13 -230ZM0 -226L15 -212L13 -230Z', '#d8344a') +
    circle(0, -225, 5, '#d8344a')
  );
}

function wrap(look: FigureLook): string {
  return (
    shape('M-13 -271L3 -234L13 -271Z', look.skin) +
    line('M14 -272L-16 -210M-14 -272L-1 -244', lighter(look.accent, 0.3), 6)
  );
}

function obi(look: FigureLook, { waist }: Body): string {
  return (
    rect([-waist - 3, -214, waist * 2 + 6, 32], look.accent) +
    line(`M${-waist - 2} -198L${waist + 2} -198`, lighter(look.accent, 0.45), 4)
  );
}

function apron(look: FigureLook, { waist }: Body): string {
  return (
    shape('M-18 -254L18 -254L22 -194L-22 -194Z', '#fbf9f6') +
    shape(
      `M${-waist + 3} -192L${waist - 3} -192Q${waist + 24} -128 ${waist + 10} -100Q0 -88 ${-waist - 10} -100Q${-waist - 24} -128 ${-waist + 3} -192Z`,
      '#fbf9f6',
    ) +
    rect([-waist - 1, -198, waist * 2 + 2, 8], '#fbf9f6') +
    shape('M0 -262L-13 -254L-13 -269ZM0 -262L13 -254L13 -269Z', look.accent)
  );
}

function controls(look: FigureLook, { waist }: Body): string {
  return (
    rect([-22, -240, 44, 30], '#c9cede', 'rx="6"') +
    circle(-12, -225, 4.5, '#e5484d') +
    circle(0, -225, 4.5, '#f2c230') +
    circle(12, -225, 4.5, '#3fbf6a') +
    rect([-waist - 2, -196, waist * 2 + 4, 9], look.accent) +
    line('M-24 -268Q0 -254 24 -268', '#c9cede', 9)
  );
}

function jacketFront(look: FigureLook): string {
  return (
    shape('M-15 -271L-9 -152L9 -152L15 -271Z', '#efece6') +
    shape('M-15 -272L-30 -262L-12 -232ZM15 -272L30 -262L12 -232Z', lighter(look.main, 0.18)) +
    shape('M-12 -271Q0 -256 12 -271Z', look.skin)
  );
}

function buttons(look: FigureLook): string {
  return (
    line('M-16 -269Q0 -258 16 -269', look.accent, 8) +
    [-244, -226, -208].map((y) => circle(0, y, 3.4, '#e8c14a')).join('')
  );
}

function bib(look: FigureLook, { waist }: Body): string {
  return (
    rect([-waist - 1, -188, waist * 2 + 2, 40], look.main) +
    rect([-22, -232, 44, 50], look.main, 'rx="4"') +
    line('M-18 -230L-24 -264M18 -230L24 -264', look.main, 7) +
    circle(-17, -226, 3.4, '#e8c14a') +
    circle(17, -226, 3.4, '#e8c14a')
  );
}

function seams(look: FigureLook, { waist }: Body): string {
  return (
    line(`M-18 -269L-10 -204M18 -269L10 -204M${-waist + 4} -176Q0 -160 ${waist - 4} -176`, look.accent, 4) +
    circle(0, -232, 9, look.accent)
  );
}
