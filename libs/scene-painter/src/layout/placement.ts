import type { Subject } from '../scene.js';

/** Where one of a subject stands in the drawing: the foot at x, y, and how tall it is. */
export interface Placement {
  readonly subject: Subject;
  /** 0 for the first of several. */
  readonly index: number;
  x: number;
  y: number;
  height: number;
  flipped: boolean;
  /** Smaller is further back. */
  depth: number;
  /** Touches no ground, so it throws no shadow there. */
  hovers: boolean;
  /** Who sits on it. */
  rider: Placement | null;
}

/** What the layout needs to know of how a subject is drawn. */
export interface Measures {
  /** Width over height. */
  aspect(subject: Subject): number;
  /** The surface on top, as a share of the height from the foot up. */
  topOf(subject: Subject): number;
}
