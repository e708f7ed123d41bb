import { misfitIn, type Reply } from '../kit/index.js';
import type { Endpoint } from './catalogue.js';
import { refusal } from './voices.js';

/** What came in a form: texts, those of numbers read, and the bytes of files. */
export interface Input {
  readonly fields: Readonly<Record<string, unknown>>;
  readonly files: Readonly<Record<string, Buffer>>;
}

export async function inputOf(form: FormData, { fields: schema }: Endpoint): Promise<Input> {
  const fields: Record<string, unknown> = {};
  const files: Record<string, Buffer> = {};
  for (const [name, value] of form.entries()) {
    if (typeof value === 'string') {
      fields[name] = schema[name]?.type === 'string' ? value : Number(value);
    } else {
      files[name] = Buffer.from(await value.arrayBuffer());
    }
  }
  return { fields, files };
}

/** What the vendor refuses; null when all is well. */
export function faultIn({ fields, files }: Input, path: string, endpoint: Endpoint): Reply | null {
  const { prompt } = fields;
  if (typeof prompt !== 'string' || prompt === '') {
    return invalid('prompt: is required');
  }
  const misfit = misfitIn(fields, endpoint.fields);
  if (misfit !== null) {
    return invalid(`${misfit.name}: is invalid`);
  }
  const stranger = Object.keys(files).find((name) => !endpoint.files.includes(name));
  if (stranger !== undefined) {
    return invalid(`${stranger}: is not taken here`);
  }
  return faultInMode({ fields, files }, path);
}

/** Fields that do not go together. */
function faultInMode({ fields, files }: Input, path: string): Reply | null {
  const { model, mode } = fields;
  const needsImage = path === 'edit/inpaint' || mode === 'image-to-image';
  if (needsImage && files['image'] === undefined) {
    return invalid('image: is required');
  }
  if (files['image'] !== undefined && !needsImage && path === 'generate/sd3') {
    return invalid('mode: must be image-to-image where there is an image');
  }
  return model === 'sd3.5-large-turbo' && fields['negative_prompt'] !== undefined
    ? invalid('negative_prompt: is not taken by sd3.5-large-turbo')
    : null;
}

export function invalid(error: string): Reply {
  return refusal(400, 'bad_request', error);
}
