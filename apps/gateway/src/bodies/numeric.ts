import { Transform } from 'class-transformer';
import { isBlank } from './blank.js';

/** Converts null and an empty text to 1, the default LoRA weight. */
export function OneUnlessGiven(): PropertyDecorator {
  return Transform(({ value }: { value: unknown }) => (isBlank(value) ? 1 : value));
}

/**
 * Converts `"20"` to 20, as the Python servers these clients were written for do; any other value is left unchanged.
 */
export function Numeric(): PropertyDecorator {
  return Transform(({ value }: { value: unknown }) =>
    typeof value === 'string' && value.trim() !== '' && Number.isFinite(Number(value))
      ? Number(value)
      : value,
  );
}
