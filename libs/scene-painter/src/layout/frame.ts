import type { PlaceName } from '../scene.js';

/** The part of the drawing in which the subjects go; all of it, or the box around a mask. Units of the drawing. */
export interface Frame {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

/** The ground the subjects are laid out on. */
export interface Ground {
  /** Of the whole drawing; its height is 1000. */
  readonly width: number;
  readonly horizon: number;
  readonly footing: 'land' | 'water' | 'none';
  readonly indoors: boolean;
  readonly place: PlaceName;
  readonly frame: Frame;
}
