import { jsonOf } from './whole-answer.js';

async function* pieces(...parts: readonly Buffer[]): AsyncGenerator<Buffer> {
  yield* parts;
}

describe(jsonOf.name, () => {
  it('reads JSON that arrives in pieces, cut inside of a character too', async () => {
    const bytes = Buffer.from('{"text":"Élodie 🦊"}');
    const parts = Array.from(bytes, (byte) => Buffer.of(byte));
    const answer = { contentType: 'application/json', pieces: pieces(...parts) };
    expect(await jsonOf('acme', answer)).toEqual({ text: 'Élodie 🦊' });
  });

  it.each(['', '{"text":', '<html></html>'])(
    'fails on %j, after which the vendor may have charged',
    async (text) => {
      const answer = { contentType: 'application/json', pieces: pieces(Buffer.from(text)) };
      await expect(jsonOf('acme', answer)).rejects.toMatchObject({
        name: 'ProviderError',
        provider: 'acme',
        kind: 'bad_response',
        outcome: 'unknown',
      });
    },
  );
});
