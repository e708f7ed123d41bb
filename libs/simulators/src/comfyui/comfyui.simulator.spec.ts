import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { WebSocket } from 'ws';
import { type ComfyuiSimulator, startComfyui } from './index.js';

const GRAPH = {
  '1': { class_type: 'CheckpointLoaderSimple', inputs: { ckpt_name: 'sd_xl_base_1.0.safetensors' } },
  '2': { class_type: 'CLIPTextEncode', inputs: { clip: ['1', 1], text: 'a fox' } },
  '3': { class_type: 'EmptyLatentImage', inputs: { width: 64, height: 64, batch_size: 1 } },
  '4': {
    class_type: 'KSampler',
    inputs: {
      model: ['1', 0],
      seed: 7,
      steps: 4,
      cfg: 6,
      sampler_name: 'euler',
      scheduler: 'normal',
      positive: ['2', 0],
      negative: ['2', 0],
      latent_image: ['3', 0],
      denoise: 1,
    },
  },
  '5': { class_type: 'VAEDecode', inputs: { samples: ['4', 0], vae: ['1', 2] } },
  '6': { class_type: 'SaveImage', inputs: { images: ['5', 0], filename_prefix: 'X/y' } },
};

const Frame = z.object({
  type: z.string(),
  data: z.object({ node: z.string().nullish(), prompt_id: z.string().optional() }),
});

describe(startComfyui, () => {
  let vendor: ComfyuiSimulator;

  beforeEach(async () => {
    vendor = await startComfyui();
  });

  afterEach(async () => vendor.close());

  async function call(path: string, body?: object | string): Promise<{ status: number; json: unknown }> {
    const response = await fetch(`${vendor.url}${path}`, {
      method: body === undefined ? 'GET' : 'POST',
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    return { status: response.status, json: text === '' ? null : JSON.parse(text) };
  }

  function changed(id: keyof typeof GRAPH, inputs: object): object {
    return { ...GRAPH, [id]: { ...GRAPH[id], inputs: { ...GRAPH[id].inputs, ...inputs } } };
  }

  /** Everything a client is shown of one prompt, until the server says that it is over. */
  async function framesOf(hello: object | null): Promise<{ types: string[]; binary: Buffer[] }> {
    const id = randomUUID();
    const socket = new WebSocket(`${vendor.url.replace('http', 'ws')}/ws?clientId=${id}`);
    const seen: { types: string[]; binary: Buffer[] } = { types: [], binary: [] };
    const over = new Promise<void>((resolve) => {
      socket.on('message', (data: Buffer, isBinary) => {
        if (isBinary) {
          seen.binary.push(data);
          return;
        }
        const { type, data: facts } = Frame.parse(JSON.parse(data.toString()));
        seen.types.push(type);
        if (type === 'status') {
          socket.send(JSON.stringify(hello ?? {}));
          socket.ping();
        }
        if (type === 'executing' && facts.node === null) {
          resolve();
        }
      });
    });
    await new Promise((resolve) => socket.once('pong', resolve));
    await call('/prompt', { prompt: GRAPH, client_id: id, prompt_id: id });
    await over;
    socket.terminate();
    return seen;
  }

  it('tells how far a prompt is, in its order, with previews', async () => {
    const { types, binary } = await framesOf(null);
    const once = types.filter((type, index) => type !== types[index - 1]);
    expect(once).toEqual([
      'status',
      'execution_start',
      'execution_cached',
      'executing',
      'progress',
      'executing',
      'executed',
      'execution_success',
      'executing',
    ]);
    expect(binary.map((frame) => [frame.readUInt32BE(0), frame.readUInt32BE(4)])).toEqual([
      [1, 2],
      [1, 2],
    ]);
  });

  it('puts facts before previews for clients that know them', async () => {
    const hello = { type: 'feature_flags', data: { supports_preview_metadata: true } };
    const { binary } = await framesOf(hello);
    const [frame = Buffer.alloc(8)] = binary;
    expect(frame.readUInt32BE(0)).toBe(4);
    const facts: unknown = JSON.parse(frame.subarray(8, 8 + frame.readUInt32BE(4)).toString());
    expect(facts).toEqual({ node_id: '4', prompt_id: expect.any(String) });
  });

  it.each<[string, object, object]>([
    [
      'an unknown class',
      { ...GRAPH, '9': { class_type: 'Foo', inputs: {} } },
      {
        type: 'invalid_prompt',
        message: 'Cannot execute because node Foo does not exist.',
        details: "Node ID '#9'",
      },
    ],
    ['no output', { '1': GRAPH['1'] }, { type: 'prompt_no_outputs' }],
  ])('refuses %s as a whole', async (_, prompt, error) => {
    expect(await call('/prompt', { prompt, prompt_id: randomUUID() })).toEqual({
      status: 400,
      json: { error: expect.objectContaining(error), node_errors: {} },
    });
  });

  it.each<[string, keyof typeof GRAPH, object]>([
    ['required_input_missing', '4', { seed: undefined }],
    ['bad_linked_input', '4', { model: ['77', 0] }],
    ['bad_linked_input', '4', { model: 'model' }],
    ['return_type_mismatch', '4', { model: ['1', 1] }],
    ['value_not_in_list', '1', { ckpt_name: 'nowhere.safetensors' }],
    ['invalid_input_type', '4', { seed: 'seven' }],
    ['value_bigger_than_max', '4', { denoise: 2 }],
    ['value_smaller_than_min', '4', { steps: 0 }],
  ])('finds a %s in node %s', async (type, id, inputs) => {
    const prompt = changed(id, inputs);
    expect(await call('/prompt', { prompt, prompt_id: randomUUID() })).toEqual({
      status: 400,
      json: {
        error: expect.objectContaining({ type: 'prompt_outputs_failed_validation' }),
        node_errors: {
          [id]: {
            errors: [expect.objectContaining({ type })],
            dependent_outputs: ['6'],
            class_type: GRAPH[id].class_type,
          },
        },
      },
    });
    expect(vendor.state().charges).toBe(0);
  });

  it('takes a prompt of which only some outputs are wrong, and says which', async () => {
    const prompt = { ...GRAPH, '7': { class_type: 'SaveImage', inputs: { images: ['5', 0] } } };
    const id = randomUUID();
    expect(await call('/prompt', { prompt, prompt_id: id })).toMatchObject({
      status: 200,
      json: { prompt_id: id, node_errors: { '7': { class_type: 'SaveImage' } } },
    });
  });

  it('wants ids that are UUIDs', async () => {
    expect((await call('/prompt', { prompt: GRAPH, prompt_id: 'mine' })).status).toBe(400);
  });

  it('has a prompt in the queue, then in the history, and its picture at /view', async () => {
    vendor.fault('slow');
    const [first, second] = [randomUUID(), randomUUID()];
    await call('/prompt', { prompt: GRAPH, prompt_id: first });
    await call('/prompt', { prompt: GRAPH, prompt_id: second });
    expect((await call('/queue')).json).toEqual({
      queue_running: [[1, first, GRAPH, {}, ['6']]],
      queue_pending: [[2, second, GRAPH, {}, ['6']]],
    });
    expect((await call(`/history/${first}`)).json).toEqual({});
    await call('/queue', { delete: [second] });
    await call('/interrupt', { prompt_id: second });
    expect(vendor.state().cancellations).toBe(1);
    await call('/interrupt', { prompt_id: first });
    // An interrupted prompt comes to its end by itself, a moment later.
    let history: unknown;
    do {
      history = (await call(`/history/${first}`)).json;
    } while (JSON.stringify(history) === '{}');
    expect(history).toMatchObject({
      [first]: { outputs: {}, status: { status_str: 'error', completed: false } },
    });
  });
});
