import type { StreamedResponse } from '@fusionbridge/http';
import { unusable } from '../chat-failure.js';

/**
 * The JSON of a response that is not streamed. `VendorClient` is not used because it would cut out base64 images and audio.
 * @throws ProviderError
 */
export async function jsonOf(provider: string, { pieces }: StreamedResponse): Promise<unknown> {
  const read: Buffer[] = [];
  for await (const piece of pieces) {
    read.push(piece);
  }
  try {
    return JSON.parse(Buffer.concat(read).toString('utf8'));
  } catch {
    throw unusable(provider, 'answered with something that is no JSON');
  }
}
