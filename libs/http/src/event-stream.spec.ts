import { Readable } from 'node:stream';
import { eventsOf } from './event-stream.js';
import { BodyTooLarge } from './read-body.js';

async function read(chunks: readonly string[], maxBytes = 1000): Promise<string[]> {
  const events: string[] = [];
  for await (const data of eventsOf(Readable.from(chunks.map((chunk) => Buffer.from(chunk))), maxBytes)) {
    events.push(data.toString());
  }
  return events;
}

describe(eventsOf, () => {
  it.each([
    [
      'one event after another',
      'event: a\ndata: {"x":1}\n\nevent: b\ndata: {"x":2}\n\n',
      ['{"x":1}', '{"x":2}'],
    ],
    ['lines that end with CR LF', 'data: one\r\n\r\ndata: two\r\n\r\n', ['one', 'two']],
    ['data on several lines', 'data: one\ndata: two\n\n', ['one\ntwo']],
    ['no blank after the colon', 'data:one\n\n', ['one']],
    ['a second blank as part of the data', 'data:  one\n\n', [' one']],
    ['comments, ids and empty events', ': ping\n\nid: 7\nretry: 10\n\ndata: one\n\n', ['one']],
    ['word of the end', 'data: one\n\ndata: [DONE]\n\n', ['one']],
    ['an event that is cut off', 'data: one\n\ndata: {"x":', ['one', '{"x":']],
    ['nothing', '', []],
  ])('reads %s', async (_what, text, expected) => {
    expect(await read([text])).toEqual(expected);
    expect(await read(text.split(''))).toEqual(expected);
  });

  it('bounds one event, not the stream', async () => {
    const event = `data: ${'x'.repeat(90)}\n\n`;
    expect(await read(Array(50).fill(event), 100)).toHaveLength(50);
    await expect(read([event], 95)).rejects.toThrow(BodyTooLarge);
  });

  it('bounds an event that never ends, whatever it consists of', async () => {
    await expect(read(Array(50).fill('x'.repeat(10)), 100)).rejects.toThrow(BodyTooLarge);
    await expect(read(Array(50).fill('data: x\n'), 100)).rejects.toThrow(BodyTooLarge);
    await expect(read(Array(50).fill(': ping\n'), 100)).rejects.toThrow(BodyTooLarge);
  });
});
