import { Transform } from 'class-transformer';

/** Takes `"true"` and `"false"`, as forms send them; anything else is left as it is. */
export function Flag(): PropertyDecorator {
  return Transform(({ value }: { value: unknown }) =>
    value === 'true' || value === 'false' ? value === 'true' : value,
  );
}
