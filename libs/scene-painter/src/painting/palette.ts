import type { ColourName, SkinTone } from '../scene.js';
import { type Hex, hexOfHsl, hslOf, hueDistance } from './colour.js';

/** What a colour word looks like on things. */
export const COLOURS: Record<ColourName, Hex> = {
  red: '#e0353f',
  crimson: '#9c1f38',
  orange: '#f2862e',
  yellow: '#f7cf3c',
  gold: '#e3b23a',
  blonde: '#ecc873',
  lime: '#8fd14a',
  green: '#3f9f52',
  darkgreen: '#2f6045',
  teal: '#1f8a8a',
  turquoise: '#35c4c8',
  lightblue: '#7fc4ee',
  blue: '#2f6fd0',
  navy: '#26346b',
  purple: '#7a45b0',
  lavender: '#b49ae0',
  magenta: '#d0379a',
  pink: '#f08bb4',
  brown: '#7d4f31',
  ginger: '#c2592a',
  beige: '#d9c19a',
  white: '#f4f2f4',
  silver: '#c3c8d4',
  grey: '#868b98',
  black: '#2b2833',
  rainbow: '#e0353f',
};

export const SKINS: Record<SkinTone, Hex> = {
  pale: '#f8e1d6',
  fair: '#f9d3b4',
  tan: '#e2ac7c',
  brown: '#b0764a',
  dark: '#6f4630',
  green: '#7fae58',
  blue: '#6f9fd8',
  grey: '#9ba0a8',
  red: '#c9574c',
  metal: '#c3c8d4',
  bone: '#ece6da',
};

/** Every hex colour of some SVG put through `change`. */
export function withColours(svg: string, change: (colour: Hex) => Hex): string {
  return svg.replace(/#(?:[0-9a-fA-F]{6}|[0-9a-fA-F]{3})\b/g, (text) => change(fullHex(text)));
}

/** The colours of some SVG with the share of its area, 0 to 1, as counted in a small rendering. */
export type Shares = ReadonlyMap<Hex, number>;

/**
 * A drawing in another colour: its main colour and the shades of it move, eyes and outlines stay.
 */
export function recoloured(svg: string, shares: Shares, name: ColourName): string {
  return name === 'rainbow' ? striped(svg, shares) : recolouredTo(svg, shares, COLOURS[name]);
}

/** As `recoloured`, to any colour. */
export function recolouredTo(svg: string, shares: Shares, target: Hex): string {
  const ranked = [...shares].toSorted(([, a], [, b]) => b - a).map(([colour]) => colour);
  const main = ranked.find((colour) => hslOf(colour).l > 0.17) ?? ranked[0];
  if (main === undefined) {
    return svg;
  }
  const from = hslOf(main);
  const to = hslOf(target);
  return withColours(svg, (colour) => {
    const { h, s, l } = hslOf(colour);
    const grey = from.s < 0.16;
    const related = grey ? s < 0.16 && l > 0.2 : s > 0.14 && hueDistance(h, from.h) < 38;
    if (!related) {
      return colour;
    }
    const vivid = grey ? to.s : to.s * Math.min(1.2, Math.max(0.7, s / from.s));
    return hexOfHsl({
      h: to.h,
      s: Math.min(1, vivid),
      l: Math.min(0.97, Math.max(0.08, to.l + (l - from.l) * 0.85)),
    });
  });
}

/** Every shade another hue. */
function striped(svg: string, shares: Shares): string {
  const ranked = [...shares.keys()];
  return withColours(svg, (colour) => {
    const { s, l } = hslOf(colour);
    return l < 0.18
      ? colour
      : hexOfHsl({ h: (ranked.indexOf(colour) * 67 + 350) % 360, s: Math.max(0.65, s), l });
  });
}

function fullHex(text: string): Hex {
  const digits = text.slice(1).toLowerCase();
  return digits.length === 3
    ? `#${Array.from(digits)
        .map((digit) => digit + digit)
        .join('')}`
    : `#${digits}`;
}
