import { Transform } from 'class-transformer';

/** Accepts any letter case, and `jpg` for `jpeg`. */
export function FormatName(): PropertyDecorator {
  return Transform(({ value }: { value: unknown }) =>
    typeof value === 'string' ? value.toLowerCase().replace(/^jpg$/, 'jpeg') : value,
  );
}

/** Accepts Together's `base64` for `b64_json`. */
export function ResponseFormatName(): PropertyDecorator {
  return Transform(({ value }: { value: unknown }) => (value === 'base64' ? 'b64_json' : value));
}
