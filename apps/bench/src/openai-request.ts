import { COUNTER } from './load-order.js';
import { SIDES } from './payload.js';
import type { Shape } from './target.js';

/** The body that every target takes. */
export function openaiBody(shape: Shape, model: string): string {
  const side = SIDES[shape.payload];
  return JSON.stringify({
    model,
    prompt: `a lighthouse at dusk, number ${COUNTER}`,
    size: `${side}x${side}`,
    response_format: 'b64_json',
  });
}
