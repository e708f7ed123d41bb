import type { Fields, Files } from './flavour.js';

/** Fields and files of a form; `image` and `image[]` both name pictures. */
export async function partsOf(form: FormData): Promise<{ fields: Fields; files: Files }> {
  const fields: Record<string, unknown> = {};
  const images: Buffer[] = [];
  const names: string[] = [];
  let mask: Buffer | null = null;
  for (const [name, value] of form.entries()) {
    if (typeof value === 'string') {
      fields[name] = value;
    } else if (name === 'mask') {
      mask = Buffer.from(await value.arrayBuffer());
    } else {
      images.push(Buffer.from(await value.arrayBuffer()));
      names.push(name);
    }
  }
  return { fields, files: { images, mask, names } };
}
