import type { VendorClient } from '@fusionbridge/http';
import { OffersAnswer } from './huggingface.schemas.js';

const ID = 'hf-inference';
const LIVE = 'live';
const TIMEOUT_MS = 10_000;

/**
 * What the hub says of a model: whether Hugging Face runs it itself, and who else does. The hub refuses a wrong key, so
 * that this checks the key as well. For people.
 * @throws ProviderError
 */
export async function offersOf(model: string, hub: VendorClient, signal: AbortSignal): Promise<string> {
  const { value } = await hub.get({
    path: `api/models/${model}?expand[]=inferenceProviderMapping`,
    signal,
    timeoutMs: TIMEOUT_MS,
    answer: OffersAnswer,
  });
  const offers = value.inferenceProviderMapping;
  const own = offers[ID];
  if (own !== undefined) {
    return own.status === LIVE ? `runs ${model}` : `has ${model} as "${own.status}"`;
  }
  const others = Object.keys(offers);
  const whoDoes = others.length === 0 ? 'nobody does' : `${others.join(', ')} do`;
  return `does not run ${model} itself (${whoDoes}): set HF_IMAGE_MODEL`;
}
