import { Transform } from 'class-transformer';

/** Converts `"true"` and `"false"`, as forms send them; any other value is left unchanged. */
export function Flag(): PropertyDecorator {
  return Transform(({ value }: { value: unknown }) =>
    value === 'true' || value === 'false' ? value === 'true' : value,
  );
}
