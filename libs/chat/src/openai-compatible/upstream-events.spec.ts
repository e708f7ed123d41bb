import { unusable } from '../chat-failure.js';
import { upstreamEvents } from './upstream-events.js';

const PIECE = 'data: {"choices":[{"delta":{"content":"fox"},"finish_reason":null}]}\n\n';
const REASON = 'data: {"choices":[{"delta":{},"finish_reason":"stop"}]}\n\n';
const END = 'data: [DONE]\n\n';

async function* sent(text: string): AsyncGenerator<Buffer> {
  yield Buffer.from(text);
}

async function passedOn(text: string): Promise<string> {
  const complaint = (value: unknown): ReturnType<typeof unusable> | null =>
    JSON.stringify(value).includes('"error"') ? unusable('somebody', 'complained') : null;
  let read = '';
  for await (const event of upstreamEvents('somebody', sent(text), complaint)) {
    read += event.toString('utf8');
  }
  return read;
}

describe(upstreamEvents.name, () => {
  it('passes everything on to the byte, comments and empty events too', async () => {
    const stream = `: OPENROUTER PROCESSING\n\n${PIECE}event: ping\n\n${REASON}data:[DONE]\r\n\r\n`;
    expect(await passedOn(stream)).toBe(stream);
  });

  it('stops at the end that the server names, whatever comes after', async () => {
    expect(await passedOn(`${REASON}${END}${PIECE}`)).toBe(`${REASON}${END}`);
  });

  it('ends a stream whose server forgot to, after it gave a reason', async () => {
    expect(await passedOn(`${PIECE}${REASON}`)).toBe(`${PIECE}${REASON}${END}`);
  });

  it.each([
    ['nothing', '', 'broke off'],
    ['a stream that just stops', PIECE, 'broke off'],
    ['half an event', `${PIECE}data: {"choices":[{"del`, 'nobody can read'],
    ['a page', '<html><body>Sign in</body></html>', 'broke off'],
    ['a complaint', `${PIECE}data: {"error":{"message":"no"}}\n\n`, 'complained'],
  ])('throws for %s', async (_what, stream, words) => {
    await expect(passedOn(stream)).rejects.toMatchObject({
      kind: 'bad_response',
      outcome: 'unknown',
      message: expect.stringContaining(words),
    });
  });
});
