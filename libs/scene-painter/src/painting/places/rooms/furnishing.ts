import type { Stage } from '../../stage.js';

export type Furnishing = (stage: Stage, x: number) => string;
