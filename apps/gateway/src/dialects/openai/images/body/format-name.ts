import { Transform } from 'class-transformer';

/** Takes any letter case, and `jpg` for `jpeg`. */
export function FormatName(): PropertyDecorator {
  return Transform(({ value }: { value: unknown }) =>
    typeof value === 'string' ? value.toLowerCase().replace(/^jpg$/, 'jpeg') : value,
  );
}
