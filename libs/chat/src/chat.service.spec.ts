import { ProviderError, type ProviderErrorKind } from '@fusionbridge/core';
import { CurrentSettings } from '@fusionbridge/settings';
import { modelsWithChain, testSettings } from '@fusionbridge/testing';
import { Logger } from '@nestjs/common';
import type { ChatBackend } from './chat-backend.js';
import { ChatService } from './chat.service.js';
import { type ChatRequest, chatRequestOf } from './request/chat-request.js';

const { signal } = new AbortController();

function request(fields: object = {}): ChatRequest {
  return chatRequestOf(
    Buffer.from(JSON.stringify({ messages: [{ role: 'user', content: 'Hi' }], ...fields })),
  );
}

function failure(kind: ProviderErrorKind): ProviderError {
  return new ProviderError({ provider: 'acme', kind, outcome: 'unknown', message: `acme: ${kind}` });
}

/** Answers with its own id; means it when the model is its id. */
function backend(id: string, changes: Partial<ChatBackend> = {}): ChatBackend {
  return {
    id,
    configured: () => true,
    models: async () => [{ id, ownedBy: id }],
    isMeantBy: ({ model }) => model === id,
    complete: async () => ({ by: id }),
    stream: async () => eventsOf(`${id} 1`, `${id} 2`),
    ...changes,
  };
}

async function* eventsOf(...texts: readonly (string | ProviderError)[]): AsyncGenerator<Buffer> {
  for (const text of texts) {
    if (text instanceof ProviderError) {
      throw text;
    }
    yield Buffer.from(`data: ${text}\n\n`);
  }
}

async function textIn(events: AsyncIterable<Buffer>): Promise<string> {
  let all = '';
  for await (const event of events) {
    all += event.toString();
  }
  return all;
}

describe(ChatService.name, () => {
  let warn: jest.SpyInstance;
  let log: jest.SpyInstance;

  beforeEach(() => {
    warn = jest.spyOn(Logger.prototype, 'warn').mockReturnValue();
    log = jest.spyOn(Logger.prototype, 'log').mockReturnValue();
  });

  afterEach(() => {
    warn.mockRestore();
    log.mockRestore();
  });

  function serviceOf(backends: readonly ChatBackend[], env: Record<string, string> = {}): ChatService {
    return new ChatService(new CurrentSettings(testSettings(modelsWithChain('other'), env)), backends);
  }

  it('sends a chat to the backend that its model belongs to, and to the first one otherwise', async () => {
    const service = serviceOf([backend('first'), backend('second')]);
    expect(await service.complete(request({ model: 'second' }), signal)).toEqual({ by: 'second' });
    expect(await service.complete(request({ model: 'other' }), signal)).toEqual({ by: 'first' });
    expect(await service.complete(request(), signal)).toEqual({ by: 'first' });
    expect(await textIn(await service.stream(request({ model: 'second' }), signal))).toBe(
      'data: second 1\n\ndata: second 2\n\n',
    );
  });

  it('leaves backends out that are not configured', async () => {
    const service = serviceOf([backend('first', { configured: () => false }), backend('second')]);
    expect(await service.models()).toEqual([{ id: 'second', ownedBy: 'second' }]);
    expect(await service.complete(request({ model: 'first' }), signal)).toEqual({ by: 'second' });
  });

  it('says which settings are missing when there is no backend', async () => {
    const service = serviceOf([]);
    expect(await service.models()).toEqual([]);
    const refusal = { kind: 'unavailable', message: expect.stringContaining('LLM_BASE_URL') };
    await expect(service.complete(request(), signal)).rejects.toMatchObject(refusal);
    await expect(service.stream(request(), signal)).rejects.toMatchObject(refusal);
  });

  it('lists the models of all backends, in the order of the backends', async () => {
    const models = await serviceOf([backend('first'), backend('second')]).models();
    expect(models.map(({ id }) => id)).toEqual(['first', 'second']);
  });

  it('logs what a server refuses, before or in the middle of a stream, but not a cancellation', async () => {
    const broken = async (): Promise<never> => {
      throw failure('unavailable');
    };
    await expect(serviceOf([backend('a', { complete: broken })]).complete(request(), signal)).rejects.toThrow(
      'unavailable',
    );
    expect(warn.mock.calls).toEqual([['acme: unavailable']]);
    const events = await serviceOf([
      backend('a', { stream: async () => eventsOf('1', failure('bad_response')) }),
    ]).stream(request(), signal);
    await expect(textIn(events)).rejects.toMatchObject({ kind: 'bad_response' });
    expect(warn.mock.calls.at(-1)).toEqual(['acme: bad_response']);
    const left = async (): Promise<never> => {
      throw failure('cancelled');
    };
    await expect(serviceOf([backend('a', { stream: left })]).stream(request(), signal)).rejects.toThrow(
      'cancelled',
    );
    expect(warn).toHaveBeenCalledTimes(2);
  });

  it('logs events only with DEBUG_STREAM_TAP', async () => {
    await textIn(await serviceOf([backend('a')]).stream(request(), signal));
    expect(log).not.toHaveBeenCalled();
    await textIn(await serviceOf([backend('a')], { DEBUG_STREAM_TAP: 'true' }).stream(request(), signal));
    expect(log.mock.calls).toEqual([['data: a 1'], ['data: a 2']]);
  });
});
