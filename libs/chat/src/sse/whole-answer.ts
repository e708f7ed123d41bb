import type { StreamedResponse } from '@fusionbridge/http';
import { unusable } from '../chat-failure.js';

/**
 * The JSON of an answer that does not stream. Read as text: a picture or a voice in it has to go out as it came.
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
