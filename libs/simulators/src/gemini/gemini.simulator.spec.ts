import { z } from 'zod';
import type { Simulator } from '../kit/index.js';
import { startGemini } from './index.js';

const Failure = z.object({ error: z.object({ status: z.string(), message: z.string() }) });
const FOX = { contents: [{ role: 'user', parts: [{ text: 'a fox' }] }] };
const PATH = '/v1beta/models/gemini-nano-banana-2.1';

describe(startGemini, () => {
  let vendor: Simulator;

  beforeEach(async () => {
    vendor = await startGemini({ apiKey: 'secret' });
  });

  afterEach(async () => vendor.close());

  async function send(path: string, body: unknown = FOX): Promise<{ status: number; json: unknown }> {
    const response = await fetch(`${vendor.url}${path}`, {
      method: 'POST',
      headers: { 'x-goog-api-key': 'secret', 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
    return { status: response.status, json: await response.json() };
  }

  async function refusalOf(body: unknown): Promise<string> {
    const { json } = await send(`${PATH}:generateContent`, body);
    const { status, message } = Failure.parse(json).error;
    expect(status).toBe('INVALID_ARGUMENT');
    return message;
  }

  it('refuses fields that are in no message of its API, by name and place', async () => {
    expect(await refusalOf({ ...FOX, negativePrompt: 'fog' })).toBe(
      'Invalid JSON payload received. Unknown name "negativePrompt": Cannot find field.',
    );
    expect(await refusalOf({ ...FOX, generationConfig: { imageConfig: { width: 512 } } })).toBe(
      'Invalid JSON payload received. Unknown name "width" at \'generation_config.image_config\': Cannot find field.',
    );
  });

  it.each([
    ['no parts', { contents: [] }, 'contents is not specified'],
    ['an empty part', { contents: [{ parts: [{}] }] }, 'must have one initialized field'],
    [
      'a picture of another type',
      { contents: [{ parts: [{ inlineData: { mimeType: 'image/gif', data: '' } }] }] },
      'Unsupported MIME type: image/gif',
    ],
    [
      'bytes that are no picture',
      { contents: [{ parts: [{ inlineData: { mimeType: 'image/png', data: 'bm90aGluZw==' } }] }] },
      'Unable to process input image',
    ],
    [
      'too many pictures',
      {
        contents: [
          { parts: Array.from({ length: 15 }, () => ({ inlineData: { mimeType: 'image/png', data: '' } })) },
        ],
      },
      'at most 14 images',
    ],
    [
      'thinking that a model lacks',
      { ...FOX, generationConfig: { thinkingConfig: { thinkingLevel: 'XHIGH' } } },
      'Thinking level XHIGH',
    ],
  ])('refuses %s', async (_what, body, message) => {
    expect(await refusalOf(body)).toContain(message);
    expect(vendor.state()).toMatchObject({ submissions: 1, charges: 0 });
  });

  it('takes a key in the address as well, and none not at all', async () => {
    const listed = await fetch(`${vendor.url}/v1beta/models?key=secret`);
    expect(listed.status).toBe(200);
    const stranger = await fetch(`${vendor.url}/v1beta/models`);
    expect(stranger.status).toBe(403);
  });

  it('wraps the answers of a stream without events in a list', async () => {
    const { json } = await send(`${PATH}:streamGenerateContent`);
    expect(json).toEqual([expect.objectContaining({ modelVersion: 'gemini-nano-banana-2.1' })]);
  });

  it('knows no other address', async () => {
    expect(await send('/v2/models/gemini-nano-banana-2.1:generateContent')).toMatchObject({ status: 404 });
    expect(await send(`${PATH}:predict`)).toMatchObject({ status: 404 });
    expect(vendor.state().submissions).toBe(0);
  });
});
