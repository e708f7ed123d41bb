import { Bench } from './bench.js';
import { expectNoFailure, expectRefusal } from './dialects.js';
import { type ImageRoute, JSON_ROUTES } from './routes.js';
import { wrongValues } from './wrong-values.js';

/** Written by hand: JSON knows numbers that JavaScript cannot write. */
function bodyWith(route: ImageRoute, field: string, json: string): string {
  const others = Object.entries(route.body).filter(([name]) => name !== field);
  const members = others.map(([name, value]) => `${JSON.stringify(name)}:${JSON.stringify(value)}`);
  return `{${[...members, `${JSON.stringify(field)}:${json}`].join(',')}}`;
}

function shown(json: string): string {
  return json.length > 40 ? `${json.slice(0, 20)}… (${json.length} characters)` : json;
}

describe('a field with a wrong value', () => {
  let bench: Bench;

  beforeAll(async () => {
    bench = await Bench.start();
  });

  afterAll(() => bench.close());

  beforeEach(() => bench.mark());

  const rows = JSON_ROUTES.flatMap((route) =>
    Object.entries(route.fields).flatMap(([field, kind]) =>
      wrongValues(kind, route.dialect).map((json) => ({
        route,
        field,
        json,
        value: shown(json),
        path: route.path,
      })),
    ),
  );

  it.each(rows)('is refused at $path: $field $value', async ({ route, field, json }) => {
    const told = await bench.send(route.path, { body: bodyWith(route, field, json) });
    expectRefusal(bench, route.dialect, told, { status: [400, 422], fields: [field] });
  });

  const blank = JSON_ROUTES.flatMap((route) =>
    [null, ''].map((content) => ({ route, path: route.path, content })),
  );

  it.each(blank)('counts as left out at $path where it is $content', async ({ route, content }) => {
    const blanks = Object.keys(route.fields).map((field) => [field, content]);
    const body = { ...Object.fromEntries(blanks), ...route.body };
    const told = await bench.send(route.path, { body: JSON.stringify(body) });
    expectNoFailure(bench, route.dialect, told);
    expect(told).toMatchObject({ status: 200 });
  });

  it.each([null, ''])('counts as left out where it is %j within a LoRA', async (weight) => {
    const body = JSON.stringify({ prompt: 'a fox', lora_settings: [{ name: 'grain', weight }] });
    for (const path of ['/v1/images/plan', '/v1/loras/match']) {
      expect((await bench.send(path, { body })).text).toContain('"weight":1,');
    }
  });

  const missing = JSON_ROUTES.flatMap((route) =>
    route.needs.map((field) => ({ route, field, path: route.path })),
  );

  it.each(missing)('is refused at $path without $field', async ({ route, field }) => {
    const body = Object.fromEntries(Object.entries(route.body).filter(([name]) => name !== field));
    const told = await bench.send(route.path, { body: JSON.stringify(body) });
    // A1111 has words of its own for the picture that is not there.
    const isSaidOtherwise = told.text.includes('Init image not found');
    expectRefusal(bench, route.dialect, told, {
      status: [400, 404, 422],
      ...(isSaidOtherwise ? {} : { fields: [field] }),
    });
  });
});
