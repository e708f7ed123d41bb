import { testSettings } from '@fusionbridge/testing';
import { type Simulator, startComfyui } from '@fusionbridge/simulators';
import { type VendorClient, VendorHttp } from '@fusionbridge/http';
import { KnownLoras } from './known-loras.js';
import { readFailure } from './read-failure.js';

describe(KnownLoras.name, () => {
  let vendor: Simulator;
  let loras: KnownLoras;

  function clientAt(baseUrl: string): VendorClient {
    const http = new VendorHttp(testSettings({ default: 'm', models: [{ id: 'm', chain: [] }] }));
    const subject = { id: 'comfyui', addressSetting: 'COMFYUI_URL', keySetting: null };
    return http.client({ ...subject, baseUrl, authorization: null, readFailure });
  }

  beforeEach(async () => {
    vendor = await startComfyui();
    loras = new KnownLoras(clientAt(vendor.url));
  });

  afterEach(async () => vendor.close());

  const never = new AbortController().signal;

  it.each([
    ['elena', 'characters/elena.safetensors'],
    ['characters/elena', 'characters/elena.safetensors'],
    ['characters/elena.safetensors', 'characters/elena.safetensors'],
    ['Elena.safetensors', 'characters/elena.safetensors'],
    ['ink', String.raw`styles\Ink.safetensors`],
    ['nobody', null],
  ])('finds %s as %s', async (name, file) => {
    const { loaded, unknown } = await loras.resolve([{ name, weight: 0.5 }], never);
    expect(loaded).toEqual(file === null ? [] : [{ file, weight: 0.5 }]);
    expect(unknown).toHaveLength(file === null ? 1 : 0);
  });

  it('asks once, and again for a name it has not heard, or after it was told to forget', async () => {
    const known = { name: 'elena', weight: 1 };
    await loras.resolve([known], never);
    await loras.resolve([known], never);
    expect(vendor.requests).toHaveLength(1);
    await loras.resolve([known, { name: 'nobody', weight: 1 }], never);
    expect(vendor.requests).toHaveLength(2);
    loras.forget();
    await loras.resolve([known], never);
    expect(vendor.requests).toHaveLength(3);
  });

  it('takes the usual ending where the server does not tell its list', async () => {
    const mute = new KnownLoras(clientAt(`${vendor.url}/nothing/here`));
    expect(await mute.resolve([{ name: 'elena', weight: 0.123456 }], never)).toEqual({
      loaded: [{ file: 'elena.safetensors', weight: 0.1235 }],
      unknown: [],
    });
  });
});
