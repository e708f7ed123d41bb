import { ProviderRegistry } from '@fusionbridge/providers';
import { z } from 'zod';
import { wovenPng } from './edit-pictures.js';
import { EDIT_VENDORS, type EditVendor } from './edit-vendors.js';
import { type BridgeOverVendors, startOverVendors } from './bridge-over-vendors.js';
import { pngsWithin } from './pictures-within.js';

const Answer = z.object({
  data: z.array(z.object({ b64_json: z.string() })),
  fusionbridge: z.object({
    provider: z.string(),
    prompt_source: z.string(),
    attempts: z.array(z.object({ provider: z.string(), outcome: z.string() })),
  }),
});
type Account = z.infer<typeof Answer>['fusionbridge'];

/** In a size that needs no change on its way to any of them. */
const SIZE = { width: 312, height: 200 };
const VARYING = new Set(['image', 'reference', 'redux']);
const VENDORS = EDIT_VENDORS.filter(({ edits }) => edits !== undefined);
const CASES = VENDORS.map((vendor): [string, EditVendor] => [vendor.provider, vendor]);
/** Path of fal's Redux. */
const REDUX = '/fal-ai/flux-1/dev/redux';

describe('variations through every adapter that claims them', () => {
  let over: BridgeOverVendors;
  let source: Buffer;

  beforeAll(async () => {
    const redux = { redux: true, chain: [{ provider: 'sd-webui' }, { provider: 'fal' }] };
    const models = [...CASES.flatMap(modelsFor), { id: 'redux', ...redux }];
    over = await startOverVendors(VENDORS, { default: 'sd-webui', models });
    source = await wovenPng(SIZE);
  });

  afterAll(() => over.close());

  beforeEach(() => over.reset());

  async function vary(model: string): Promise<Account> {
    const form = new FormData();
    form.append('model', model);
    form.append('image', new Blob([new Uint8Array(source)]), 'blob');
    const response = await fetch(`${over.bridge.url}/v1/images/variations`, { method: 'POST', body: form });
    const text = await response.text();
    expect([response.status, text.slice(0, 500)]).toEqual([200, expect.anything()]);
    return Answer.parse(JSON.parse(text)).fusionbridge;
  }

  /** The picture reached the vendor to the byte. */
  function expectSent(provider: string): void {
    const bodies = over.simulators.get(provider)?.requests.map(({ body }) => body) ?? [];
    expect(bodies.flatMap(pngsWithin).some((png) => png.equals(source))).toBe(true);
  }

  function refuse(provider: string): void {
    const refusal = EDIT_VENDORS.find((one) => one.provider === provider)?.refusal ?? 'unauthorized';
    over.simulators.get(provider)?.fault(refusal, Number.POSITIVE_INFINITY);
  }

  it('leaves nobody out', () => {
    const claim = over.bridge.app
      .get(ProviderRegistry)
      .all()
      .filter(({ id }) => id !== 'sandbox')
      .filter((one) => one.capabilities('').operations.some((operation) => VARYING.has(operation)))
      .map(({ id }) => id);
    expect(claim.filter((id) => !over.simulators.has(id))).toEqual([]);
  });

  it.each(CASES)('%s: sends what was uploaded, with words that nobody had to write', async (provider) => {
    const { attempts, prompt_source: origin } = await vary(provider);
    expect(attempts).toEqual([{ provider, outcome: 'delivered' }]);
    expect(origin).toBe('neutral');
    expectSent(provider);
  });

  it.each(CASES)('%s: who comes next gets the same picture', async (provider) => {
    refuse(provider);
    const second = nextTo(provider);
    const { attempts, provider: painted } = await vary(`${provider}.first`);
    expect([attempts[0]?.provider, painted]).toEqual([provider, second]);
    expectSent(provider);
    expectSent(second);
  });

  it.each(CASES)('%s: coming second gets the same picture', async (provider) => {
    refuse(nextTo(provider));
    expect((await vary(`${provider}.second`)).provider).toBe(provider);
    expectSent(provider);
  });

  it('leaves it to Redux first where the model says so, and to who starts from pictures otherwise', async () => {
    expect((await vary('redux')).provider).toBe('fal');
    expect(over.simulators.get('fal')?.requests.some(({ path }) => path === REDUX)).toBe(true);
    expectSent('fal');
    refuse('fal');
    expect((await vary('redux')).provider).toBe('sd-webui');
    expectSent('sd-webui');
  });
});

/** A vendor by itself, and together with another before and after it. */
function modelsFor([provider, { edits }]: [string, EditVendor]): object[] {
  const link = { provider, model: edits };
  const other = { provider: nextTo(provider), model: '' };
  return [
    { id: provider, chain: [link] },
    { id: `${provider}.first`, chain: [link, other] },
    { id: `${provider}.second`, chain: [other, link] },
  ];
}

/** Takes pictures in JSON where most take forms, and the other way round. */
function nextTo(provider: string): string {
  return provider === 'sd-webui' ? 'stability' : 'sd-webui';
}
