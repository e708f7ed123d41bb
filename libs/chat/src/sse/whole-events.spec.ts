import fc from 'fast-check';
import { wholeEvents } from './whole-events.js';

async function* pieces(...texts: readonly (string | Buffer)[]): AsyncGenerator<Buffer> {
  for (const text of texts) {
    yield Buffer.from(text);
  }
}

async function eventsIn(source: AsyncIterable<Buffer>): Promise<string[]> {
  const events: string[] = [];
  for await (const event of wholeEvents('somebody', source)) {
    events.push(event.toString('utf8'));
  }
  return events;
}

describe(wholeEvents.name, () => {
  it('knows all line ends, and an event whose blank line is missing at the end', async () => {
    const events = await eventsIn(pieces('data: 1\r\n\r\ndata: 2\n\ndata: 3\r\rdata: 4\n'));
    expect(events).toEqual(['data: 1\r\n\r\n', 'data: 2\n\n', 'data: 3\r\r', 'data: 4\n\n\n']);
  });

  it('gives the same events wherever the stream is cut, inside of a letter too', async () => {
    const whole = ['data: {"a":"Élodie 🦊"}\r\n\r\n', ': a comment\n\n', 'event: x\ndata: 2\n\n'];
    const bytes = Buffer.from(whole.join(''));
    const cuts = fc.array(fc.nat(bytes.byteLength), { maxLength: 8 });
    await fc.assert(
      fc.asyncProperty(cuts, async (at) => {
        const places = [0, ...at.toSorted((a, b) => a - b), bytes.byteLength];
        const parts = places.slice(1).map((end, index) => bytes.subarray(places[index], end));
        expect(await eventsIn(pieces(...parts))).toEqual(whole);
      }),
    );
  });

  it('hands an event on before the next one comes', async () => {
    const source = pieces('data: 1\n\nda', 'ta: 2\n\n');
    const first = await wholeEvents('somebody', source).next();
    expect(String(first.value)).toBe('data: 1\n\n');
    expect(String((await source.next()).value)).toBe('ta: 2\n\n');
  });

  it('gives up on an event without an end', async () => {
    const megabyte = Buffer.alloc(1024 * 1024, 'a');
    const source = pieces(...Array.from({ length: 9 }, () => megabyte));
    await expect(eventsIn(source)).rejects.toMatchObject({
      kind: 'bad_response',
      message: 'somebody sent an event without an end',
    });
  });
});
