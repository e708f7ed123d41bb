import { connect } from 'node:net';
import { text } from 'node:stream/consumers';
import { type RunningBridge, startBridge } from './running-bridge.js';

const MODELS = { default: 'main', models: [{ id: 'main', chain: [{ provider: 'sandbox' }] }] };
const FORM = 'content-type: multipart/form-data; boundary=x';

describe('a body that drips in', () => {
  let bridge: RunningBridge;

  beforeAll(async () => {
    bridge = await startBridge(MODELS, { UPLOAD_TIMEOUT_SECONDS: '0.2' });
  });

  afterAll(() => bridge.close());

  /** Everything that comes until the bridge closes the connection. */
  function answerTo(path: string, head: string, start: string): Promise<string> {
    const socket = connect(Number(new URL(bridge.url).port), '127.0.0.1');
    socket.write(`POST ${path} HTTP/1.1\r\nhost: bridge\r\n${head}\r\ncontent-length: 1000\r\n\r\n${start}`);
    return text(socket);
  }

  it.each([
    ['/v1/images/generations', 'content-type: application/json', '{"prompt":'],
    [
      '/v1/images/edits',
      FORM,
      '--x\r\ncontent-disposition: form-data; name="image"; filename="a"\r\n\r\nhalf',
    ],
    ['/sdapi/v1/txt2img', 'content-type: application/json', '{"prompt":'],
    ['/api/ai/generate-image', 'content-type: application/json', '{"prompt":'],
  ])('is refused at %s, and its connection ends', async (path, head, start) => {
    const answer = await answerTo(path, head, start);
    expect(answer).toMatch(/^HTTP\/1\.1 (400|422) /);
    expect(answer).toContain('UPLOAD_TIMEOUT_SECONDS');
  });
});
