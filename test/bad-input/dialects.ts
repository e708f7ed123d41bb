import { z } from 'zod';
import type { Bench, Told } from './bench.js';

/** How a family of routes tells that it refuses. */
export type Dialect = 'openai' | 'a1111' | 'simple';

const OpenAi = z.strictObject({
  error: z.strictObject({
    message: z.string().min(1),
    type: z.string().min(1),
    param: z.string().nullable(),
    code: z.string().min(1),
  }),
});

const A1111Validation = z.strictObject({
  detail: z
    .array(
      z.strictObject({ loc: z.array(z.union([z.string(), z.number()])), msg: z.string(), type: z.string() }),
    )
    .min(1),
});
const A1111Exception = z.object({
  error: z.string(),
  detail: z.string(),
  body: z.string(),
  errors: z.string(),
});

const Simple = z.object({
  success: z.literal(false),
  error: z.string().min(1),
  message: z.string().min(1),
  field: z.string().optional(),
  providers: z.array(z.object({ provider: z.string(), reason: z.string() })),
});

/**
 * The fields a refusal names, read strictly in the dialect's shape.
 * @throws ZodError for any other shape
 */
export function namedFields(dialect: Dialect, body: unknown): string[] {
  switch (dialect) {
    case 'openai': {
      const { param } = OpenAi.parse(body).error;
      return param === null ? [] : [param];
    }
    case 'a1111':
      return typeof body === 'object' && body !== null && 'error' in body
        ? A1111Exception.parse(body) && []
        : A1111Validation.parse(body).detail.map(({ loc }) => loc.slice(1).join('.') || 'body');
    case 'simple': {
      const { field } = Simple.parse(body);
      return field === undefined ? [] : [field];
    }
  }
}

/** What is expected of a refusal beyond its shape. */
export interface Expected {
  /** One of these statuses; any from 400 to 499 when left out. */
  readonly status?: readonly number[];
  /** One of these is named, or a field below one. */
  readonly fields?: readonly string[];
}

/** A clear no in the dialect's own shape that shows no secret; nothing was bought and no file left behind. */
export function expectRefusal(bench: Bench, dialect: Dialect, told: Told, expected: Expected = {}): void {
  expect({ ...told, isRefusal: told.status >= 400 && told.status < 500 }).toMatchObject({ isRefusal: true });
  if (expected.status !== undefined) {
    expect(expected.status).toContain(told.status);
  }
  const named = namedFields(dialect, told.body);
  const { fields } = expected;
  if (fields !== undefined) {
    expect({
      told: told.text,
      named,
      fields,
      isNamed: named.some((name) => isBelow(name, fields)),
    }).toMatchObject({ isNamed: true });
  }
  expect(bench.leaksIn(told.text)).toEqual([]);
  expect(bench.traces()).toEqual({ orders: 0, files: [] });
}

/** For input that may be taken or refused: whatever it is, it is no failure of the bridge, and in the right words. */
export function expectNoFailure(bench: Bench, dialect: Dialect, told: Told): void {
  expect({ ...told, isFailure: told.status >= 500 }).toMatchObject({ isFailure: false });
  if (told.status >= 400) {
    namedFields(dialect, told.body);
    expect(bench.leaksIn(told.text)).toEqual([]);
  }
}

function isBelow(name: string, fields: readonly string[]): boolean {
  return fields.some(
    (field) => name === field || name.startsWith(`${field}.`) || name.startsWith(`${field}[`),
  );
}
