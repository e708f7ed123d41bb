import type { Art } from '../scene.js';
import type { ArtLibrary } from './art-library.js';
import { type Hex, hexOf } from './colour.js';
import { type Shares, withColours } from './palette.js';
import { artOf } from './things/all-art.js';

/** Small: only the order of the areas matters. */
const SIDE = 40;

/** How much of an art each of its colours covers, counted once in a small rendering and remembered. */
export class ColourShares {
  private readonly counted = new Map<string, Promise<Shares>>();

  constructor(private readonly library: ArtLibrary) {}

  of(art: Art): Promise<Shares> {
    const key = artKey(art);
    const known = this.counted.get(key) ?? count(artOf(art, this.library).body);
    this.counted.set(key, known);
    return known;
  }
}

/** The name by which an art's shares are known. */
export function artKey(art: Art): string {
  return art.kind === 'drawn' ? `drawn ${art.drawn}` : `${art.kind} ${art.icon}`;
}

async function count(body: string): Promise<Shares> {
  const { renderAsync } = await import('@resvg/resvg-js');
  const named = new Set<Hex>();
  withColours(body, (colour) => {
    named.add(colour);
    return colour;
  });
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${SIDE}" height="${SIDE}" viewBox="-4 -4 40 40">${body}</svg>`;
  const { pixels } = await renderAsync(svg, { font: { loadSystemFonts: false } });
  const shares = new Map<Hex, number>();
  for (let at = 0; at < pixels.length; at += 4) {
    const colour = hexOf([pixels[at] ?? 0, pixels[at + 1] ?? 0, pixels[at + 2] ?? 0]);
    if (pixels[at + 3] === 255 && named.has(colour)) {
      shares.set(colour, (shares.get(colour) ?? 0) + 1 / (SIDE * SIDE));
    }
  }
  return shares;
}
