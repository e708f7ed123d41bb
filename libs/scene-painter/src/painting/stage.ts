import type { Light, Weather } from '../scene.js';
import type { SeededRandom } from '../seeded-random.js';
import type { ArtLibrary } from './art-library.js';
import type { Hex } from './colour.js';
import { type Drawing, num } from './drawing.js';
import { type Daylight, lit } from './light.js';
import { withColours } from './palette.js';

/** Everything a backdrop is painted with. Units are the drawing's: 1000 high. */
export interface Stage {
  readonly drawing: Drawing;
  readonly art: ArtLibrary;
  readonly random: SeededRandom;
  readonly daylight: Daylight;
  readonly weather: ReadonlySet<Weather>;
  readonly lamp: Light | null;
  readonly width: number;
  readonly height: number;
  /** Where ground and sky, or floor and wall, meet. */
  readonly horizon: number;
  /** The ground is white. */
  readonly snowy: boolean;
}

/** A colour in the stage's light, `distance` 0 near to 1 far. */
export function tone(stage: Stage, colour: Hex, distance = 0): Hex {
  return lit(colour, stage.daylight, distance);
}

/** How an icon is shown: foot of its box at `y`, centre at `x`, height in units. */
export interface IconStand {
  readonly x: number;
  readonly y: number;
  readonly height: number;
  readonly distance?: number;
  readonly flipped?: boolean;
}

/** An icon in the light of the stage, standing on its lower edge. */
export function standingIcon(stage: Stage, icon: string, stand: IconStand): string {
  return standingArt(ownIds(stage, stage.art.body(icon)), stage, stand);
}

/** Art of a 32 by 32 box in the light of the stage. */
function standingArt(body: string, stage: Stage, { x, y, height, distance, flipped }: IconStand): string {
  const coloured = withColours(body, (colour) => tone(stage, colour, distance));
  const scale = height / 32;
  const across = flipped === true ? -scale : scale;
  return `<g transform="translate(${num(x)} ${num(y)}) scale(${across.toFixed(4)} ${scale.toFixed(4)}) translate(-16 -31)">${coloured}</g>`;
}

/** Ids inside an icon get names of their own, so that two of the same do not share a gradient. */
export function ownIds(stage: Stage, body: string): string {
  if (!body.includes(' id="')) {
    return body;
  }
  const prefix = stage.drawing.newId();
  return body
    .replace(/ id="([^"]+)"/g, ` id="${prefix}-$1"`)
    .replace(/url\(#([^)]+)\)/g, `url(#${prefix}-$1)`)
    .replace(/href="#([^"]+)"/g, `href="#${prefix}-$1"`);
}
