/** A field as JSON Schema describes it, no more than is needed here. */
export interface Field {
  readonly type: 'string' | 'number' | 'integer' | 'boolean' | 'array';
  readonly enum?: readonly string[];
  readonly minimum?: number;
  readonly maximum?: number;
  readonly maxItems?: number;
}

/** The first field of a request that is in the schema and does not match it; null when all is well. */
export function misfitIn(
  fields: Readonly<Record<string, unknown>>,
  schema: Readonly<Record<string, Field>>,
): { readonly name: string; readonly field: Field } | null {
  for (const [name, field] of Object.entries(schema)) {
    if (fields[name] !== undefined && !fits(fields[name], field)) {
      return { name, field };
    }
  }
  return null;
}

function fits(value: unknown, field: Field): boolean {
  switch (field.type) {
    case 'string':
      return typeof value === 'string' && (field.enum?.includes(value) ?? true);
    case 'array':
      return Array.isArray(value) && value.length <= (field.maxItems ?? Infinity);
    case 'number':
    case 'integer':
      return isWithin(value, field);
    default:
      return typeof value === field.type;
  }
}

function isWithin(value: unknown, { type, minimum = -Infinity, maximum = Infinity }: Field): boolean {
  return (
    typeof value === 'number' &&
    value >= minimum &&
    value <= maximum &&
    (type === 'number' || Number.isInteger(value))
  );
}
