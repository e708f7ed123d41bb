import type { Call } from './bench.js';
import type { Dialect } from './dialects.js';
import { JSON_ROUTES, MEADOW } from './routes.js';

/** A place where a picture comes in. */
export interface PictureDoor {
  readonly path: string;
  readonly field: string;
  readonly dialect: Dialect;
  /** What the picture comes in as. */
  readonly as: 'JSON' | 'a form';
  /** Looks at what is written in the file, not at its pixels. */
  readonly readsTextOnly: boolean;
  /** The call with this text in the place of the picture: base64, in JSON also a `data:` URI or an address. */
  readonly call: (picture: string) => Call;
}

const TEXT_READERS = ['/sdapi/v1/png-info', '/sdapi/v1/interrogate'];

/** Every field of JSON bodies that holds a picture. */
export const JSON_DOORS: readonly PictureDoor[] = JSON_ROUTES.flatMap((route) =>
  Object.entries(route.pictures).map(([field, bodyWith]) => ({
    path: route.path,
    dialect: route.dialect,
    as: 'JSON',
    field,
    readsTextOnly: TEXT_READERS.includes(route.path),
    call: (picture) => ({ body: JSON.stringify(bodyWith(picture)) }),
  })),
);

/** Routes that take forms, with texts that are taken. */
export const FORM_ROUTES: readonly {
  readonly path: string;
  readonly texts: Readonly<Record<string, string>>;
  readonly files: readonly string[];
}[] = [
  { path: '/v1/images/edits', texts: { prompt: 'a fox' }, files: ['image', 'mask'] },
  { path: '/v1/images/variations', texts: {}, files: ['image'] },
  { path: '/v1/images/upscales', texts: { scale: '2' }, files: ['image'] },
];

/** Routes that take forms as well, and need no picture in them. */
export const FORMS_WITHOUT_PICTURES: readonly string[] = [
  '/v1/images/generations',
  '/v1/images/plan',
  '/v1/images/quote',
];

/** Every field of forms that holds a picture. */
const FORM_DOORS: readonly PictureDoor[] = FORM_ROUTES.flatMap(({ path, texts, files }) =>
  files.map((field) => ({
    path,
    dialect: 'openai',
    as: 'a form',
    field,
    readsTextOnly: false,
    call: (picture) => ({ body: formWith(texts, { image: MEADOW, [field]: picture }) }),
  })),
);

export const PICTURE_DOORS: readonly PictureDoor[] = [...JSON_DOORS, ...FORM_DOORS];

/** @param files Base64, each by the name of its field; all are called `blob` and said to be nothing special */
export function formWith(
  texts: Readonly<Record<string, string>>,
  files: Readonly<Record<string, string>>,
): FormData {
  const form = new FormData();
  Object.entries(texts).forEach(([name, text]) => form.append(name, text));
  for (const [name, base64] of Object.entries(files)) {
    form.append(name, new Blob([new Uint8Array(Buffer.from(base64, 'base64'))]), 'blob');
  }
  return form;
}
