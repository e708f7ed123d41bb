import { Transform } from 'class-transformer';
import { isBlank } from './blank.js';

/** Takes null and an empty text for 1, as the weight of a LoRA: they count as left out everywhere. */
export function OneUnlessGiven(): PropertyDecorator {
  return Transform(({ value }: { value: unknown }) => (isBlank(value) ? 1 : value));
}

/** Takes `"20"` for 20, as the Python servers these clients were written for do; anything else is left as it is. */
export function Numeric(): PropertyDecorator {
  return Transform(({ value }: { value: unknown }) =>
    typeof value === 'string' && value.trim() !== '' && Number.isFinite(Number(value))
      ? Number(value)
      : value,
  );
}
