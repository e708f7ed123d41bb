/** `#rrggbb`. */
export type Hex = `#${string}`;

/** Red, green, blue, each 0 to 255. */
export type Rgb = readonly [number, number, number];

/** Hue 0 to 360, saturation and lightness 0 to 1. */
export interface Hsl {
  readonly h: number;
  readonly s: number;
  readonly l: number;
}

export function rgbOf(hex: Hex): Rgb {
  const value = Number.parseInt(hex.slice(1), 16);
  return [(value >> 16) & 255, (value >> 8) & 255, value & 255];
}

export function hexOf([red, green, blue]: Rgb): Hex {
  const value = (byte(red) << 16) | (byte(green) << 8) | byte(blue);
  return `#${value.toString(16).padStart(6, '0')}`;
}

/** `share` 0 gives `from`, 1 gives `to`. */
export function mixed(from: Hex, to: Hex, share: number): Hex {
  const [r1, g1, b1] = rgbOf(from);
  const [r2, g2, b2] = rgbOf(to);
  return hexOf([r1 + (r2 - r1) * share, g1 + (g2 - g1) * share, b1 + (b2 - b1) * share]);
}

export function darker(colour: Hex, share: number): Hex {
  return mixed(colour, '#0d0a1c', share);
}

export function lighter(colour: Hex, share: number): Hex {
  return mixed(colour, '#ffffff', share);
}

export function hslOf(hex: Hex): Hsl {
  const [r, g, b] = rgbOf(hex);
  const max = Math.max(r, g, b) / 255;
  const min = Math.min(r, g, b) / 255;
  const l = (max + min) / 2;
  const spread = max - min;
  if (spread === 0) {
    return { h: 0, s: 0, l };
  }
  const s = spread / (1 - Math.abs(2 * l - 1));
  return { h: hueOf([r / 255, g / 255, b / 255], max, spread), s: Math.min(1, s), l };
}

export function hexOfHsl({ h, s, l }: Hsl): Hex {
  const chroma = (1 - Math.abs(2 * l - 1)) * s;
  const channel = (offset: number): number => {
    const k = (offset + h / 30) % 12;
    return (l - (chroma / 2) * Math.max(-1, Math.min(k - 3, 9 - k, 1))) * 255;
  };
  return hexOf([channel(0), channel(8), channel(4)]);
}

/** Distance of two hues on the colour circle, 0 to 180. */
export function hueDistance(a: number, b: number): number {
  const apart = Math.abs(a - b) % 360;
  return Math.min(apart, 360 - apart);
}

function hueOf([r, g, b]: Rgb, max: number, spread: number): number {
  if (max === r) {
    return (((g - b) / spread) * 60 + 360) % 360;
  }
  return max === g ? ((b - r) / spread) * 60 + 120 : ((r - g) / spread) * 60 + 240;
}

function byte(value: number): number {
  return Math.max(0, Math.min(255, Math.round(value)));
}
