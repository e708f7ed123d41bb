export { upscalerCapabilities as enlargerOf } from '../protocol/upscaler-capabilities.js';
