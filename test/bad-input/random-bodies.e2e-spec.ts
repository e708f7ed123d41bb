import fc from 'fast-check';
import { Bench } from './bench.js';
import { expectNoFailure } from './dialects.js';
import { FORM_ROUTES } from './picture-doors.js';
import { JSON_ROUTES } from './routes.js';
import { RawForm } from './wild-forms.js';

const TRIES = 25;

describe('a body of anything', () => {
  let bench: Bench;

  beforeAll(async () => {
    bench = await Bench.start({ MAX_PIXELS: '65536' });
  });

  afterAll(() => bench.close());

  it.each(JSON_ROUTES)('is no failure at $path', async (route) => {
    const field = fc.constantFrom(...Object.keys(route.fields));
    const wrong = fc.dictionary(field, fc.jsonValue({ maxDepth: 4 }), { maxKeys: 4 });
    const anything = fc.oneof(
      fc.jsonValue(),
      wrong,
      wrong.map((fields) => ({ ...route.body, ...fields })),
    );
    await fc.assert(
      fc.asyncProperty(anything, async (body) => {
        expectNoFailure(bench, route.dialect, await bench.send(route.path, { body: JSON.stringify(body) }));
      }),
      { numRuns: TRIES },
    );
  });

  it('buys no picture that would be too large, where the size is left to the vendor', async () => {
    const told = await bench.send('/v1/images/generations', { body: JSON.stringify({ prompt: 'a fox' }) });
    expect(told).toMatchObject({ status: 400, text: expect.stringContaining('MAX_PIXELS') });
  });

  it.each(JSON_ROUTES)('is no failure at $path when it is bytes', async (route) => {
    const json = Buffer.from(JSON.stringify(route.body));
    const spoilt = fc
      .tuple(fc.nat({ max: json.length - 1 }), fc.uint8Array({ minLength: 1, maxLength: 6 }))
      .map(([at, bytes]) => Buffer.concat([json.subarray(0, at), bytes, json.subarray(at + bytes.length)]));
    await fc.assert(
      fc.asyncProperty(spoilt, async (bytes) => {
        expectNoFailure(bench, route.dialect, await bench.send(route.path, { body: new Uint8Array(bytes) }));
      }),
      { numRuns: TRIES },
    );
  });

  it.each(FORM_ROUTES)('is no failure at $path when it is a form', async ({ path }) => {
    const head = fc.stringMatching(/^[\x20-\x7e]{0,60}$/);
    const part = fc.oneof(
      fc.tuple(head, fc.string()).map(
        ([name, text]) =>
          (form: RawForm) =>
            form.text(name, text),
      ),
      fc.tuple(head, fc.uint8Array()).map(
        ([line, bytes]) =>
          (form: RawForm) =>
            form.part(line, Buffer.from(bytes)),
      ),
      fc.uint8Array().map((bytes) => (form: RawForm) => form.raw(Buffer.from(bytes))),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(part, { maxLength: 5 }), fc.boolean(), async (parts, isWhole) => {
        const form = parts.reduce((whole, add) => add(whole), new RawForm());
        const call = { headers: { 'content-type': form.type }, body: form.bytes(isWhole) };
        expectNoFailure(bench, 'openai', await bench.send(path, call));
      }),
      { numRuns: TRIES * 2 },
    );
  });
});
