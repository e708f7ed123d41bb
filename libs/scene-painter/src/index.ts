export { type IdentityMeasure, measureIdentity, type Region } from './identity/measure-identity.js';
export { type PaintOrder, ScenePainter } from './scene-painter.js';
