import type { AddressInfo } from 'node:net';
import { ONE_PIXEL, Witness } from '@fusionbridge/testing';
import { WebSocketServer } from 'ws';
import { PromptWatch } from './prompt-watch.js';

const PREVIEW = Buffer.concat([Buffer.from([0, 0, 0, 1, 0, 0, 0, 2]), ONE_PIXEL.bytes]);

function frame(type: string, data: object): string {
  return JSON.stringify({ type, data });
}

const OVER = frame('executing', { prompt_id: 'mine', node: null });

describe(PromptWatch.name, () => {
  let server: WebSocketServer;
  let witness: Witness;
  let watch: PromptWatch;

  /** A server that says this to everybody who comes, and then that the prompt is over. */
  async function saying(...frames: readonly (string | Buffer)[]): Promise<void> {
    server = new WebSocketServer({ port: 0, host: '127.0.0.1' });
    await new Promise((resolve) => server.once('listening', resolve));
    server.on('connection', (socket) => [...frames, OVER].forEach((one) => socket.send(one)));
    const address: AddressInfo | string | null = server.address();
    const port = typeof address === 'object' ? address?.port : 0;
    witness = new Witness();
    watch = new PromptWatch({
      promptId: 'mine',
      socketUrl: `ws://127.0.0.1:${port}/ws?clientId=mine`,
      context: witness,
    });
  }

  afterEach(() => {
    watch.close();
    server.clients.forEach((socket) => socket.terminate());
    server.close();
  });

  /** News of the socket first, then of the end: by then everything was seen. */
  async function seen(): Promise<void> {
    await watch.news(60_000);
    await watch.news(60_000);
  }

  it('shows previews that name no prompt only while its own runs', async () => {
    await saying(PREVIEW, frame('execution_start', { prompt_id: 'mine' }), PREVIEW);
    await seen();
    expect(witness.progress).toEqual([
      expect.objectContaining({ preview: expect.objectContaining({ width: 1 }) }),
    ]);
  });

  it('listens to nothing about prompts of others, and to nothing that is broken', async () => {
    const facts = Buffer.from('{"prompt_id":"theirs"}');
    const theirs = Buffer.concat([Buffer.from([0, 0, 0, 4, 0, 0, 0, facts.length]), facts, ONE_PIXEL.bytes]);
    await saying(
      frame('progress', { prompt_id: 'theirs', value: 1, max: 2 }),
      frame('execution_error', { prompt_id: 'theirs' }),
      'no JSON',
      '[]',
      Buffer.from([1]),
      Buffer.from([0, 0, 0, 4, 255, 255, 255, 255]),
      theirs,
      frame('progress', { prompt_id: 'mine', value: 1, max: 4 }),
    );
    await seen();
    expect(witness.progress).toEqual([{ fraction: 0.25, step: 1, steps: 4, preview: null, note: null }]);
    expect(watch.isRunning).toBe(false);
  });

  it('never goes back, where a workflow samples twice', async () => {
    await saying(
      frame('progress', { prompt_id: 'mine', value: 4, max: 4 }),
      frame('progress', { prompt_id: 'mine', value: 1, max: 4 }),
    );
    await seen();
    expect(witness.progress.map(({ fraction, step }) => [fraction, step])).toEqual([
      [1, 4],
      [1, 1],
    ]);
  });

  it('reports nothing once it is closed, and keeps nobody waiting', async () => {
    await saying();
    const news = watch.news(60_000);
    watch.close();
    await news;
    watch.note('working', 'late');
    expect(witness.progress).toEqual([]);
  });
});
