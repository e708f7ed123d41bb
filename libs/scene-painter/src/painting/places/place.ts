import type { PlaceName } from '../../scene.js';
import type { Stage } from '../stage.js';

/** How a place is painted. */
export interface Place {
  /** Where ground and sky meet, as a share of the height. */
  readonly horizon: number;
  /** A room: no sky, no weather. */
  readonly indoors: boolean;
  /** `land`: things stand on it; `water`: they float; `none`: they hover. */
  readonly footing: 'land' | 'water' | 'none';
  /** Sky or wall, ground or floor, and what belongs there; behind all subjects. */
  paint(stage: Stage): string;
  /** What stands before the subjects at the edges. */
  front?(stage: Stage): string;
}

export type Places = Readonly<Partial<Record<PlaceName, Place>>>;

/** A place under the sky. */
export function outdoors(horizon: number, paint: Place['paint'], more: Partial<Place> = {}): Place {
  return { horizon, indoors: false, footing: 'land', paint, ...more };
}

/** A room. */
export function room(paint: Place['paint'], more: Partial<Place> = {}): Place {
  return { horizon: 0.72, indoors: true, footing: 'land', paint, ...more };
}
