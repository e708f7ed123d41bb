import type { LoraChoice, Picture } from '@fusionbridge/core';
import type { FormPart } from '@fusionbridge/http';

/** A field of a request, in JSON or in a form. */
export type FieldValue = string | number | boolean | readonly LoraChoice[];

/** The parts of `images/edits`. Values that are no text are written as JSON. */
export function formParts(
  fields: Readonly<Record<string, FieldValue>>,
  files: { images: readonly Picture[]; imageField: string; mask: Picture | null },
): FormPart[] {
  return [
    ...Object.entries(fields).map(([name, value]) => ({
      name,
      value: typeof value === 'string' ? value : JSON.stringify(value),
    })),
    ...files.images.map((picture) => ({ name: files.imageField, picture })),
    ...(files.mask === null ? [] : [{ name: 'mask', picture: files.mask }]),
  ];
}
