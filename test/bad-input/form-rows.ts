import type { Call } from './bench.js';
import { MEADOW } from './routes.js';
import { RawForm } from './wild-forms.js';

/** A small PNG. */
export const PICTURE = Buffer.from(MEADOW, 'base64');
const FORM = 'multipart/form-data';
const UNREADABLE = [400];
const TOO_LARGE = [413];

/** A form that goes wrong in one way. */
export interface FormRow {
  readonly what: string;
  /** From a form that is taken. */
  readonly spoil: (form: RawForm) => Call;
  readonly status: readonly number[];
  readonly fields?: readonly string[];
}

/** The call that sends it. */
export function sent(form: RawForm, isWhole = true): Call {
  return { headers: { 'content-type': form.type }, body: form.bytes(isWhole) };
}

function times(count: number, form: RawForm, add: (form: RawForm, index: number) => void): RawForm {
  Array.from({ length: count }, (_, index) => add(form, index));
  return form;
}

/** Each is refused. */
export const REFUSED_FORMS: readonly FormRow[] = [
  { what: 'is empty', spoil: () => sent(new RawForm()), status: UNREADABLE },
  {
    what: 'has no byte',
    spoil: () => ({ headers: { 'content-type': new RawForm().type }, body: '' }),
    status: UNREADABLE,
  },
  {
    what: 'does not name its boundary',
    spoil: (form) => ({ headers: { 'content-type': FORM }, body: form.bytes() }),
    status: UNREADABLE,
  },
  {
    what: 'names an empty boundary',
    spoil: (form) => ({ headers: { 'content-type': `${FORM}; boundary=` }, body: form.bytes() }),
    status: UNREADABLE,
  },
  {
    what: 'names another boundary',
    spoil: (form) => ({ headers: { 'content-type': `${FORM}; boundary=other` }, body: form.bytes() }),
    status: UNREADABLE,
  },
  {
    what: 'names a boundary of a thousand characters',
    spoil: (form) => ({
      headers: { 'content-type': `${FORM}; boundary=${'x'.repeat(1000)}` },
      body: form.bytes(),
    }),
    status: UNREADABLE,
  },
  { what: 'has no final boundary', spoil: (form) => sent(form, false), status: UNREADABLE },
  {
    what: 'ends in the middle of a file',
    spoil: (form) => ({
      headers: { 'content-type': form.type },
      body: form.file('image', PICTURE).bytes(false).slice(0, -40),
    }),
    status: UNREADABLE,
  },
  {
    what: 'ends in the middle of a header',
    spoil: (form) => sent(form.raw('--b\r\ncontent-dispo'), false),
    status: UNREADABLE,
  },
  {
    what: 'is JSON',
    spoil: () => ({ headers: { 'content-type': `${FORM}; boundary=b` }, body: '{"prompt":"a fox"}' }),
    status: UNREADABLE,
  },
  {
    what: 'has ten thousand fields',
    spoil: (form) => sent(times(10_000, form, (one, at) => one.text(`x${at}`, 'y'))),
    status: UNREADABLE,
  },
  {
    what: 'has a field ten thousand times',
    spoil: (form) => sent(times(10_000, form, (one) => one.text('prompt', 'a fox'))),
    status: UNREADABLE,
  },
  {
    what: 'has a field of a megabyte',
    spoil: (form) => sent(form.text('prompt', 'x'.repeat(1_000_000))),
    status: UNREADABLE,
    fields: ['prompt'],
  },
  {
    what: 'has a field of five megabytes',
    spoil: (form) => sent(form.text('prompt', 'x'.repeat(5_000_000))),
    status: TOO_LARGE,
  },
  {
    what: 'has a header that never ends',
    spoil: (form) => sent(form.raw(`--b\r\n${'x'.repeat(1_000_000)}`), false),
    status: UNREADABLE,
  },
  {
    what: 'has a name of ten thousand characters',
    spoil: (form) => sent(form.text('x'.repeat(10_000), 'y')),
    status: UNREADABLE,
  },
  {
    what: 'has a part without a name',
    spoil: (form) => sent(form.part('content-disposition: form-data', 'y')),
    status: UNREADABLE,
  },
  {
    what: 'has a name with open brackets',
    spoil: (form) => sent(form.text('lora_settings[0', 'y')),
    status: UNREADABLE,
  },
  {
    what: 'has a name with a hundred brackets',
    spoil: (form) => sent(form.text(`lora_settings${'[a]'.repeat(60)}`, 'y')),
    status: UNREADABLE,
  },
  {
    what: 'has seventeen pictures',
    spoil: (form) => sent(times(16, form, (one) => one.file('image[]', PICTURE))),
    status: UNREADABLE,
    fields: ['image'],
  },
  {
    what: 'has a hundred pictures',
    spoil: (form) => sent(times(100, form, (one) => one.file('image[]', PICTURE))),
    status: UNREADABLE,
    fields: ['image'],
  },
  {
    what: 'has a picture of more than a picture may have',
    spoil: (form) => sent(form.file('image[]', Buffer.alloc(1_500_000, 1))),
    status: TOO_LARGE,
  },
  {
    what: 'has many pictures that are too much together',
    spoil: (form) => sent(times(6, form, (one) => one.file('image[]', Buffer.alloc(900_000, 1)))),
    status: TOO_LARGE,
  },
  {
    what: 'holds a form',
    spoil: (form) =>
      sent(
        form.part(
          `content-type: multipart/mixed; boundary=c\r\ncontent-disposition: form-data; name="image"`,
          '--c\r\n\r\nx\r\n--c--',
        ),
      ),
    status: UNREADABLE,
  },
  {
    what: 'says twice what it is',
    spoil: (form) =>
      sent(
        form.part(
          'content-disposition: form-data; name="n"\r\ncontent-disposition: form-data; name="x"',
          '99',
        ),
      ),
    status: UNREADABLE,
  },
];

/** Fields and texts that are refused. */
export const WRONG_TEXTS: readonly (readonly [string, string])[] = [
  ['n', '0'],
  ['n', '1000'],
  ['n', 'NaN'],
  ['n', '1e9'],
  ['size', '0x0'],
  ['size', 'large'],
  ['seed', '-2'],
  ['response_format', 'ftp'],
  ['output_format', 'gif'],
  ['output_compression', '101'],
  ['guidance_scale', 'x'],
  ['num_inference_steps', '1.5'],
  ['strength', '2'],
  ['lora_settings', '[{]'],
  ['lora_settings', '5'],
  ['lora_settings', `${'['.repeat(10_000)}${']'.repeat(10_000)}`],
  ['lora_settings[0][weight]', 'heavy'],
  ['lora_settings[0][weight]', '1'],
  ['fidelity', 'some'],
  ['stream', 'perhaps'],
];

/** Parts with heads that no library writes: they are passed over, or the form is refused. */
export const ODD_FORMS: readonly FormRow[] = [
  {
    what: 'has a header of a megabyte',
    spoil: (form) =>
      sent(form.part(`content-disposition: form-data; name="x"; y="${'z'.repeat(1_000_000)}"`, 'x')),
    status: [],
  },
  {
    what: 'has ten thousand headers',
    spoil: (form) =>
      sent(form.part(Array.from({ length: 10_000 }, (_, at) => `x-${at}: y`).join('\r\n'), 'x')),
    status: [],
  },
  { what: 'has a part without a header', spoil: (form) => sent(form.part('', 'y')), status: [] },
];
