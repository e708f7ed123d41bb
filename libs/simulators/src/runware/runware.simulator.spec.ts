import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import type { Simulator } from '../kit/index.js';
import { type RunwareOptions, startRunware } from './index.js';

const Picture = z.object({ data: z.tuple([z.object({ imageURL: z.string(), cost: z.number() })]) });
const Uploaded = z.object({ data: z.tuple([z.object({ imageUUID: z.string() })]) });
const ONE_PIXEL =
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==';
const LORA = { model: 'civitai:1@2', weight: 1 };

describe(startRunware, () => {
  let vendor: Simulator;

  async function begin(options: RunwareOptions = {}): Promise<void> {
    vendor = await startRunware(options);
  }

  afterEach(async () => vendor.close());

  async function call(...tasks: object[]): Promise<{ status: number; json: unknown }> {
    const response = await fetch(`${vendor.url}/v1`, {
      method: 'POST',
      headers: { authorization: 'Bearer secret' },
      body: JSON.stringify(tasks),
    });
    return { status: response.status, json: await response.json() };
  }

  function order(given: object = {}): { taskUUID: string } & object {
    const fox = {
      taskType: 'imageInference',
      taskUUID: randomUUID(),
      model: 'runware:101@1',
      positivePrompt: 'a fox',
      width: 256,
      height: 320,
      deliveryMethod: 'async',
      includeCost: true,
    };
    return { ...fox, ...given };
  }

  function upload(given: object = {}): object {
    return {
      taskType: 'modelUpload',
      taskUUID: randomUUID(),
      category: 'lora',
      architecture: 'flux1d',
      format: 'safetensors',
      name: 'elena',
      version: '1.0',
      air: 'fusionbridge:5f2cc9ba4498@1',
      downloadURL: 'https://host.example/elena.safetensors',
      ...given,
    };
  }

  it('paints in the background, a JPEG unless asked otherwise, and names the cost where asked', async () => {
    await begin();
    const fox = order();
    const { taskUUID } = fox;
    expect(await call(fox)).toEqual({
      status: 200,
      json: { data: [{ taskType: 'imageInference', taskUUID }] },
    });
    const { json } = await call({ taskType: 'getResponse', taskUUID });
    expect(json).toMatchObject({ data: [{ taskUUID, status: 'success' }] });
    const [{ imageURL }] = Picture.parse(json).data;
    expect(imageURL.startsWith(vendor.url)).toBe(true);
    expect((await fetch(imageURL)).headers.get('content-type')).toBe('image/jpeg');
    expect(vendor.state()).toMatchObject({ submissions: 1, charges: 1 });
  });

  it.each([
    ['taskUUID', { taskUUID: '764cabcf-b745-1b3e-ae38-1200304cf45b' }],
    ['seed', { seed: -1 }],
    ['width', { width: 300 }],
    ['width', { width: undefined }],
    ['steps', { steps: 101 }],
    ['outputFormat', { outputFormat: 'BMP' }],
    ['seedImage', { inputs: { maskImage: 'data:image/png;base64,AAAA' } }],
    ['seedImage', { strength: 0.5 }],
    ['seedImage', { inputs: { seedImage: 'data:image/png;base64,AAAA' } }],
    ['inputs', { inputs: {}, seedImage: 'data:image/png;base64,AAAA' }],
    ['inputs', { model: 'runware:106@1' }],
    ['model', { model: 'runware:999@1' }],
    ['lora', { lora: [{ ...LORA, weight: 5 }] }],
    ['lora', { lora: [LORA, { ...LORA, model: 'fusionbridge:5f2cc9ba4498@1' }] }],
    ['positivePrompt', { positivePrompt: undefined }],
  ])('refuses a wrong %s: %j', async (parameter, given) => {
    await begin();
    expect(await call(order(given))).toMatchObject({ status: 400, json: { errors: [{ parameter }] } });
    expect(vendor.state()).toMatchObject({ submissions: 1, charges: 0 });
  });

  it('paints at once where the order does not say otherwise, and keeps an account of it', async () => {
    await begin({ lastFails: true });
    const fox = order({ deliveryMethod: undefined, numberResults: 2 });
    const { taskUUID } = fox;
    const { json } = await call(fox);
    expect(json).toEqual({
      data: [
        {
          taskType: 'imageInference',
          taskUUID,
          imageUUID: expect.any(String),
          imageURL: expect.stringContaining(vendor.url),
          seed: 424_242,
          cost: 0.0013,
        },
      ],
      errors: [expect.objectContaining({ taskUUID, code: 'inferenceError' })],
    });
    const details = await call({ taskType: 'getTaskDetails', taskUUID });
    expect(details).toMatchObject({ json: { data: [{ taskUUID, response: json }] } });
  });

  it('takes no id of a task twice', async () => {
    await begin();
    const fox = order();
    expect((await call(fox)).status).toBe(200);
    expect(await call(fox)).toMatchObject({ status: 400, json: { errors: [{ code: 'duplicateTaskUUID' }] } });
    expect(vendor.state().charges).toBe(1);
  });

  it('answers several tasks at once, the good and the bad', async () => {
    await begin();
    const unknown = { taskType: 'getResponse', taskUUID: randomUUID() };
    expect(await call({ taskType: 'accountManagement', taskUUID: randomUUID() }, unknown)).toMatchObject({
      status: 200,
      json: { data: [{ balance: { amount: 12.34 } }], errors: [{ ...unknown, code: 'taskNotFound' }] },
    });
    expect((await call({ taskType: 'noSuchThing' })).status).toBe(400);
  });

  it('takes an upload that is sent again for the same', async () => {
    await begin({ uploadTurns: 3 });
    const states = [await call(upload()), await call(upload()), await call(upload())];
    expect(states.map(({ json }) => json)).toEqual(
      ['validated', 'downloaded', 'ready'].map((status) => ({ data: [expect.objectContaining({ status })] })),
    );
    const lora = [{ model: 'fusionbridge:5f2cc9ba4498@1', weight: 1 }];
    expect((await call(order({ lora }))).status).toBe(200);
  });

  it.each([
    [400, { errors: [{ parameter: 'air' }] }, { air: 'somebody-else:1@1' }],
    [400, { errors: [{ parameter: 'downloadURL' }] }, { downloadURL: '' }],
    [200, { data: [{ status: 'failed' }] }, { downloadURL: 'https://unreachable.example/x' }],
    [200, { data: [{ status: 'validated' }] }, { downloadURL: 'https://endless.example/x' }],
  ])('answers with %i and %j to the upload of %j', async (status, json, given) => {
    await begin({ uploadTurns: 1 });
    expect(await call(upload(given))).toMatchObject({ status, json });
  });

  it('tells nothing of uploads where it mumbles', async () => {
    await begin({ mumbles: true, uploadTurns: 1 });
    const taskUUID = randomUUID();
    await call(upload({ taskUUID }));
    expect(await call({ taskType: 'getResponse', taskUUID })).toMatchObject({
      json: { data: [{ status: 'processing' }] },
    });
  });

  it('takes the id of an uploaded picture for the picture, enlarges it with its usual model, and describes it', async () => {
    await begin();
    const image = `data:image/png;base64,${ONE_PIXEL}`;
    const uploaded = await call({ taskType: 'imageUpload', taskUUID: randomUUID(), image });
    const { imageUUID } = Uploaded.parse(uploaded.json).data[0];
    const upscale = {
      taskType: 'upscale',
      taskUUID: randomUUID(),
      inputs: { image: imageUUID },
      upscaleFactor: 2,
    };
    expect((await call(upscale)).status).toBe(200);
    expect(await call({ taskType: 'caption', taskUUID: randomUUID(), inputImage: imageUUID })).toMatchObject({
      json: { data: [{ taskType: 'caption', text: expect.any(String) }] },
    });
    expect((await call({ taskType: 'imageUpload', taskUUID: randomUUID(), image: 'nothing' })).status).toBe(
      400,
    );
  });
});
