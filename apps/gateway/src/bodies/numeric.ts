import { Transform } from 'class-transformer';

/** Takes null for 1, as the weight of a LoRA: null counts as left out everywhere. */
export function OneUnlessGiven(): PropertyDecorator {
  return Transform(({ value }: { value: unknown }) => value ?? 1);
}

/** Takes `"20"` for 20, as the Python servers these clients were written for do; anything else is left as it is. */
export function Numeric(): PropertyDecorator {
  return Transform(({ value }: { value: unknown }) =>
    typeof value === 'string' && value.trim() !== '' && Number.isFinite(Number(value))
      ? Number(value)
      : value,
  );
}
