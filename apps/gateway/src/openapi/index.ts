export { DOCS_PAGE } from './docs-page.js';
export { MEADOW, MIDDLE } from './example-pictures.js';
export { createDocument } from './document.js';
export {
  ApiBodyErrors,
  ApiGenerationErrors,
  ApiIdempotencyErrors,
  ApiNotFound,
  ApiUnavailable,
} from './error-responses.js';
export { CompatibilityStub, GenerationRoute, OpenRoute } from './marks.js';
