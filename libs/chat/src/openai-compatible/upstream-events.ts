import type { ProviderError } from '@fusionbridge/core';
import { unusable } from '../chat-failure.js';
import { dataOf, DONE } from '../sse/event.js';
import { wholeEvents } from '../sse/whole-events.js';
import { Completion } from './completion.schemas.js';

const END = '[DONE]';

/**
 * The unchanged events of an OpenAI-compatible server up to `[DONE]`. If it is missing, the stream is still complete once a
 * `finish_reason` was sent.
 * @param errorOf The error that an event reports; null if it reports none
 * @throws ProviderError
 */
export async function* upstreamEvents(
  provider: string,
  pieces: AsyncIterable<Buffer>,
  errorOf: (value: unknown) => ProviderError | null,
): AsyncGenerator<Buffer, void, undefined> {
  let hasFinishReason = false;
  for await (const event of wholeEvents(provider, pieces)) {
    const data = dataOf(event)?.trim() ?? '';
    if (data === END) {
      yield event;
      return;
    }
    if (data !== '') {
      const value = jsonIn(provider, data);
      const error = errorOf(value);
      if (error !== null) {
        throw error;
      }
      hasFinishReason ||= hasReason(value);
    }
    yield event;
  }
  if (!hasFinishReason) {
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

function hasReason(value: unknown): boolean {
  const parsed = Completion.safeParse(value);
  return parsed.success && parsed.data.choices.some(({ finish_reason: reason }) => (reason ?? null) !== null);
}
