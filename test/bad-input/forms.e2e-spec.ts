import { Bench } from './bench.js';
import { expectNoFailure, expectRefusal } from './dialects.js';
import { ODD_FORMS, PICTURE, REFUSED_FORMS, sent, WRONG_TEXTS } from './form-rows.js';
import { FORM_ROUTES, FORMS_WITHOUT_PICTURES, formWith } from './picture-doors.js';
import { JSON_ROUTES, MEADOW } from './routes.js';
import { RawForm } from './wild-forms.js';

describe('a form', () => {
  let bench: Bench;

  beforeAll(async () => {
    bench = await Bench.start({ MAX_BODY_BYTES: '4000000', MAX_PICTURE_BYTES: '1000000' });
  });

  afterAll(() => bench.close());

  beforeEach(() => bench.mark());

  function whole({ texts }: (typeof FORM_ROUTES)[number]): RawForm {
    const form = new RawForm();
    Object.entries(texts).forEach(([name, text]) => form.text(name, text));
    return form.file('image', PICTURE);
  }

  it.each(FORM_ROUTES.flatMap((route) => REFUSED_FORMS.map((row) => ({ route, path: route.path, ...row }))))(
    'is refused at $path that $what',
    async ({ route, spoil, status, fields }) => {
      const told = await bench.send(route.path, spoil(whole(route)));
      expectRefusal(bench, 'openai', told, { status, ...(fields === undefined ? {} : { fields }) });
    },
  );

  it.each(
    FORM_ROUTES.flatMap((route) =>
      WRONG_TEXTS.map(([field, text]) => ({
        route,
        path: route.path,
        field,
        text,
        shown: text.slice(0, 20),
      })),
    ),
  )('is refused at $path with $field $shown', async ({ route, field, text }) => {
    const told = await bench.send(route.path, sent(whole(route).text(field, text)));
    expectRefusal(bench, 'openai', told, { status: [400], fields: [field.replace(/\[.*/, '')] });
  });

  it.each(FORM_ROUTES.flatMap((route) => ODD_FORMS.map((row) => ({ route, path: route.path, ...row }))))(
    'is no failure at $path that $what',
    async ({ route, spoil }) => {
      expectNoFailure(bench, 'openai', await bench.send(route.path, spoil(whole(route))));
    },
  );

  it.each(FORM_ROUTES)('is refused at $path without a picture, and with an empty one', async (route) => {
    for (const form of [formWith(route.texts, {}), formWith(route.texts, { image: '' })]) {
      expectRefusal(bench, 'openai', await bench.send(route.path, { body: form }), { fields: ['image'] });
    }
  });

  it.each(FORM_ROUTES)('is no failure at $path that tries to reach a prototype', async (route) => {
    const form = whole(route);
    [
      '__proto__[n]',
      'constructor[prototype][n]',
      'lora_settings[__proto__][name]',
      'toString',
      '__proto__',
    ].forEach((name) => form.text(name, '7'));
    expectNoFailure(bench, 'openai', await bench.send(route.path, sent(form)));
    expect({}).not.toHaveProperty('n');
  });

  const forms = [...FORM_ROUTES.map(({ path }) => path), ...FORMS_WITHOUT_PICTURES];

  it.each(JSON_ROUTES.filter(({ path }) => !forms.includes(path)))(
    'is refused at $path, which takes JSON',
    async ({ path, dialect }) => {
      const told = await bench.send(path, { body: formWith({ prompt: 'a fox' }, { image: MEADOW }) });
      expectRefusal(bench, dialect, told, { status: [415] });
    },
  );
});
