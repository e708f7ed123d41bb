import { Bench } from './bench.js';
import { expectNoFailure, expectRefusal } from './dialects.js';
import { JSON_ROUTES } from './routes.js';

const PROMPT_ROUTES = JSON_ROUTES.filter(
  ({ fields, needs }) => 'prompt' in fields && needs.includes('prompt'),
);

const EMPTY: readonly (readonly [string, string])[] = [
  ['nothing', ''],
  ['blanks', '   '],
  ['line breaks', '\n\r\n\t'],
  ['blanks of other kinds', '\u00a0\u2003\u3000\ufeff'],
];

const ODD: readonly (readonly [string, string])[] = [
  ['half an emoji at the end', 'a fox \ud83e'],
  ['half an emoji at the beginning', '\udd8a fox'],
  ['halves in the wrong order', '\udd8a\ud83e fox'],
  ['a NUL', 'a\0fox'],
  ['control characters', `a fox ${Array.from({ length: 32 }, (_, at) => String.fromCharCode(at)).join('')}`],
  ['writing from right to left', '\u202eثعلب أحمر\u202c في الثلج'],
  ['a hundred marks over a letter', `f${'\u0301'.repeat(100)}ox`],
  ['an emoji of many', '👩‍👩‍👧‍👦🏳️‍🌈'],
  ['letters beyond sixteen bits', '𝕗𝕠𝕩 𠀀'],
  ['nothing that is a character', '\uffff\ufffe fox'],
  ['a program', '<script>alert(1)</script>'],
  ['a query', "fox'; DROP TABLE jobs; --"],
  ['a shell', '$(rm -rf /) `id` ; cat /etc/passwd'],
  ['a format', '%s%s%n {0} ${x} {{x}}'],
  ['a path', '../../../etc/passwd'],
  ['a header', 'fox\r\nx-evil: 1\r\n\r\n<html>'],
  ['brackets without end', '('.repeat(2000)],
  ['weights without end', '((fox:9e99):1.5]:[]]'],
  ['LoRA tags without end', '<lora:'.repeat(2000)],
  ['a thousand LoRAs', '<lora:x:1>'.repeat(1000)],
  ['a text of thirty thousand characters', 'a red fox '.repeat(3000)],
];

/** Costly for expressions that go back and forth. */
const LONG: readonly (readonly [string, string])[] = [
  ['a megabyte of words', 'word '.repeat(200_000)],
  ['a megabyte without a blank', 'x'.repeat(1_000_000)],
  ['a megabyte of blanks and a word', `${' '.repeat(1_000_000)}fox`],
  ['a megabyte of emoji', '🦊'.repeat(250_000)],
];

describe('a prompt', () => {
  let bench: Bench;

  beforeAll(async () => {
    bench = await Bench.start();
  });

  afterAll(() => bench.close());

  beforeEach(() => bench.mark());

  function rows(texts: readonly (readonly [string, string])[]) {
    return PROMPT_ROUTES.flatMap((route) =>
      texts.map(([what, text]) => ({ route, path: route.path, what, text })),
    );
  }

  it.each(rows([...EMPTY, ...LONG]))('is refused at $path that is $what', async ({ route, text }) => {
    if (route.path === '/v1/loras/match' && text.trim() === '') {
      return;
    }
    const body = JSON.stringify({ ...route.body, prompt: text });
    expectRefusal(bench, route.dialect, await bench.send(route.path, { body }), { fields: ['prompt'] });
  });

  it.each(rows(ODD))('is no failure at $path with $what', async ({ route, text }) => {
    const told = await bench.send(route.path, { body: JSON.stringify({ ...route.body, prompt: text }) });
    expectNoFailure(bench, route.dialect, told);
  });

  it.each(['/sdapi/v1/txt2img', '/sdapi/v1/img2img'])(
    'is no failure at %s, which has other bounds',
    async (path) => {
      const route = JSON_ROUTES.find((one) => one.path === path);
      for (const [, text] of [...EMPTY, ...LONG, ...ODD]) {
        const told = await bench.send(path, { body: JSON.stringify({ ...route?.body, prompt: text }) });
        expectNoFailure(bench, 'a1111', told);
      }
    },
  );
});
