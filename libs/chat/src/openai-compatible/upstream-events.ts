import type { ProviderError } from '@fusionbridge/core';
import { unusable } from '../chat-failure.js';
import { dataOf, DONE } from '../sse/event.js';
import { wholeEvents } from '../sse/whole-events.js';
import { Completion } from './completion.schemas.js';

const END = '[DONE]';

/**
 * The events of an OpenAI-compatible server to the byte, up to the one that ends them. A server that forgets that one
 * has ended all the same when it gave a reason.
 * @param complaint the error in an event that is one; null for any other
 * @throws ProviderError
 */
export async function* upstreamEvents(
  provider: string,
  pieces: AsyncIterable<Buffer>,
  complaint: (value: unknown) => ProviderError | null,
): AsyncGenerator<Buffer, void, undefined> {
  let hasReason = false;
  for await (const event of wholeEvents(provider, pieces)) {
    const data = dataOf(event)?.trim() ?? '';
    if (data === END) {
      yield event;
      return;
    }
    if (data !== '') {
      const value = jsonIn(provider, data);
      const error = complaint(value);
      if (error !== null) {
        throw error;
      }
      hasReason ||= givesReason(value);
    }
    yield event;
  }
  if (!hasReason) {
    throw unusable(provider, 'broke off in the middle of its answer');
  }
  yield DONE;
}

function jsonIn(provider: string, data: string): unknown {
  try {
    return JSON.parse(data);
  } catch {
    throw unusable(provider, 'answered with an event that nobody can read');
  }
}

function givesReason(value: unknown): boolean {
  const parsed = Completion.safeParse(value);
  return parsed.success && parsed.data.choices.some(({ finish_reason: reason }) => (reason ?? null) !== null);
}
