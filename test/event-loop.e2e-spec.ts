import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { ONE_PIXEL } from '@fusionbridge/testing';
import { pngChunk, PNG_HEAD } from './bad-input/png-bytes.js';
import { mainThreadMs } from './main-thread.js';
import { type RunningBridge, startBridge } from './running-bridge.js';

/** What one request may take of the event loop, on a slow machine. 50 ms is the aim. */
const MOST_MS = 250;

/** A route and what to send there: JSON text, or a form. */
type Body = () => string | FormData;

function list(count: number, element = '{}'): string {
  return `[${`${element},`.repeat(count - 1)}${element}]`;
}

function object(count: number): string {
  return `{${Array.from({ length: count }, (_, index) => `"k${index}":0`).join(',')}}`;
}

/** A PNG with more chunks behind its header. */
function png(...chunks: Buffer[]): Buffer {
  return Buffer.concat([
    ONE_PIXEL.bytes.subarray(0, PNG_HEAD),
    ...chunks,
    ONE_PIXEL.bytes.subarray(PNG_HEAD),
  ]);
}

function link(to: number, inputs: string): string {
  return `"${to}":{"class_type":"K","inputs":{${inputs}}}`;
}

/** ComfyUI's graph as an interrogated picture carries it: a chain of nodes, and samplers that hang on its end. */
function graph(chained: number, samplers: number): Body {
  const chain = Array.from({ length: chained }, (_, node) =>
    link(node, `"conditioning_1":["${node + 1}",0]`),
  );
  const ends = Array.from({ length: samplers }, (_, node) => link(chained + 1 + node, `"positive":["0",0]`));
  const prompt = Buffer.from(`prompt\0{${[...chain, ...ends].join(',')}}`, 'latin1');
  return () => JSON.stringify({ image: png(pngChunk('tEXt', prompt)).toString('base64') });
}

function edit(bytes: Buffer): Body {
  return () => {
    const form = new FormData();
    form.append('prompt', 'x');
    form.append('image', new Blob([bytes]), 'a.png');
    return form;
  };
}

function formWith(name: string, text: string): Body {
  return () => {
    const form = new FormData();
    form.append('prompt', 'x');
    form.append('image', new Blob([ONE_PIXEL.bytes]), 'a.png');
    form.append(name, text);
    return form;
  };
}

function json(text: string): Body {
  return () => text;
}

/** A hundred characters, `length` characters of text about each. */
function looks(text: string, length: number): string {
  const names = Array.from({ length: 100 }, (_, index) => [`n${index}`, text.repeat(length / text.length)]);
  return JSON.stringify({ prompt: 'x', character_prompts: Object.fromEntries(names) });
}

const JPEG = Buffer.concat([
  Buffer.from('ffd8ffda0002', 'hex'),
  Buffer.alloc(8_000_000, Buffer.from([0xff, 0])),
]);

const WORST: [string, string, Body][] = [
  ['a graph of 2,000 nodes with 20,000 samplers', '/sdapi/v1/interrogate', graph(2000, 20_000)],
  ['a graph of 2,000 nodes with 4,000 samplers', '/sdapi/v1/interrogate', graph(2000, 4000)],
  ['a graph of 3,000 nodes with 3,000 samplers', '/sdapi/v1/interrogate', graph(3000, 3000)],
  ['a graph of 60,000 nodes in a row', '/sdapi/v1/interrogate', graph(60_000, 1)],
  ['100,000 LoRAs to plan', '/v1/images/plan', json(`{"prompt":"x","lora_settings":${list(100_000)}}`)],
  ['200,000 LoRAs', '/v1/images/generations', json(`{"prompt":"x","lora_settings":${list(200_000)}}`)],
  ['1,000,000 LoRAs', '/v1/images/generations', json(`{"prompt":"x","lora_settings":${list(1_000_000)}}`)],
  [
    'as many LoRAs as are read',
    '/v1/images/generations',
    json(`{"prompt":"x","lora_settings":${list(1990)}}`),
  ],
  ['LoRAs as an object', '/v1/images/generations', json(`{"prompt":"x","lora_settings":${object(50_000)}}`)],
  ['LoRAs as JSON in a form', '/v1/images/edits', formWith('lora_settings', list(80_000))],
  ['LoRAs to match', '/v1/loras/match', json(`{"prompt":"x","lora_settings":${list(100_000)}}`)],
  ['long looks of characters', '/v1/loras/match', json(looks('a cat ', 30_000))],
  ['long looks in full width', '/v1/loras/match', json(looks('Ａ', 30_000))],
  ['as long looks as are read', '/v1/loras/match', json(looks('Ａ', 630))],
  ['a full-width prompt', '/v1/loras/match', json(JSON.stringify({ prompt: 'Ａ'.repeat(31_000) }))],
  ['300,000 unknown fields', '/v1/images/generations', json(`{"prompt":"x",${object(300_000).slice(1)}`)],
  ['as many unknown fields as are read', '/sdapi/v1/txt2img', json(`{"width":0,${object(9000).slice(1)}`)],
  ['500,000 styles', '/sdapi/v1/txt2img', json(`{"styles":${list(500_000, '"a"')}}`)],
  ['500,000 sources', '/sdapi/v1/img2img', json(`{"init_images":${list(500_000, '"a"')}}`)],
  ['a list in a script', '/sdapi/v1/txt2img', json(`{"alwayson_scripts":{"a":{"args":${list(300_000)}}}}`)],
  [
    '400,000 chunks in a PNG',
    '/v1/images/edits',
    edit(png(Buffer.alloc(4_800_000, pngChunk('teXt', Buffer.alloc(0))))),
  ],
  ['a JPEG of nothing but markers', '/v1/images/edits', edit(JPEG)],
  [
    'a chat of a million messages',
    '/v1/chat/completions',
    json(`{"model":"x","messages":${list(1_000_000)}}`),
  ],
  ['8 MB of short texts', '/v1/images/generations', json(`{"prompt":"x","a":${list(2_000_000, '"a"')}}`)],
  ['8 MB of quotes', '/v1/images/generations', json(`{"prompt":"${String.raw`\"`.repeat(4_000_000)}"}`)],
  [
    'a tree of 100,000 levels',
    '/v1/images/generations',
    json(`{"prompt":"x","a":${'['.repeat(100_000)}${']'.repeat(100_000)}}`),
  ],
];

describe('the event loop', () => {
  let upstream: Server;
  let bridge: RunningBridge;

  beforeAll(async () => {
    const many = `{"created":1,"data":${list(500_000, '{"url":"http://a/b"}')}}`;
    upstream = createServer((request, response) => {
      const isOrder = request.method === 'POST';
      request.resume().once('end', () => {
        response.writeHead(isOrder ? 200 : 404, { 'content-type': 'application/json' });
        response.end(isOrder ? many : '');
      });
    });
    await new Promise<void>((resolve) => upstream.listen(0, '127.0.0.1', resolve));
    const { port } = upstream.address() as AddressInfo;
    bridge = await startBridge(
      {
        default: 'sandbox',
        models: [
          { id: 'sandbox', chain: [{ provider: 'sandbox' }] },
          { id: 'upstream', chain: [{ provider: 'openai-compatible', model: 'm' }] },
        ],
      },
      { OPENAI_COMPATIBLE_BASE_URL: `http://127.0.0.1:${port}/v1` },
    );
    await sent('/v1/images/plan', () => '{"prompt":"x"}');
    await sent('/sdapi/v1/interrogate', graph(1, 1));
  });

  afterAll(async () => {
    await bridge.close();
    await new Promise((resolve) => upstream.close(resolve));
  });

  /** The least of three tries counts where the first took long: it may have swept up what others had left. */
  async function sent(path: string, body: Body): Promise<{ ms: number; text: string }> {
    let least = { ms: Infinity, text: '' };
    for (let attempt = 0; attempt < 3 && least.ms >= MOST_MS; attempt += 1) {
      const content = body();
      const before = mainThreadMs();
      const response = await fetch(`${bridge.url}${path}`, { method: 'POST', body: content });
      const text = await response.text();
      const ms = mainThreadMs() - before;
      least = ms < least.ms ? { ms, text } : least;
    }
    return least;
  }

  it.each(WORST)('is not held by %s', async (_what, path, body) => {
    const { ms, text } = await sent(path, body);
    expect(text).not.toContain('went wrong');
    expect(ms).toBeLessThan(MOST_MS);
  });

  it('is not held by half a million entries in the answer of a vendor', async () => {
    const asked = JSON.stringify({ prompt: 'x', model: 'upstream', size: '256x256' });
    const { ms, text } = await sent('/v1/images/generations', () => asked);
    expect(text).toContain('could not be fetched');
    expect(ms).toBeLessThan(MOST_MS);
  });
});
