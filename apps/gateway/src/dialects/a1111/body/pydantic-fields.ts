import { applyDecorators } from '@nestjs/common';
import { ApiPropertyOptional, type ApiPropertyOptions } from '@nestjs/swagger';
import { Transform } from 'class-transformer';
import { IsArray, IsBoolean, IsInt, IsNumber, IsObject, IsOptional, IsString } from 'class-validator';

/**
 * Fields as parsed by pydantic 1, which A1111's API uses: `"20"` is a number, 20.7 is the integer 20, `"true"`, `"on"`
 * and 1 are true. Values that cannot be parsed are left to the validator. Messages are pydantic's.
 */
export const AT_LEAST = { message: 'ensure this value is greater than or equal to $constraint1' };
export const AT_MOST = { message: 'ensure this value is less than or equal to $constraint1' };
export const NOT_LONGER = { message: 'ensure this value has at most $constraint1 characters', each: true };

/** An integer. */
export function Whole(): PropertyDecorator {
  return field(toWhole, IsInt({ message: 'value is not a valid integer' }), { type: 'integer' });
}

/** Any number. */
export function Real(): PropertyDecorator {
  return field(toNumber, IsNumber({}, { message: 'value is not a valid float' }));
}

/** A boolean. */
export function Flag(): PropertyDecorator {
  return field(toFlag, IsBoolean({ message: 'value could not be parsed to a boolean' }));
}

export function Text(): PropertyDecorator {
  return field(toText, IsString({ message: 'str type expected' }));
}

/** An object with any keys. PHP and Lua clients write an empty one as `[]`. */
export function Dict(): PropertyDecorator {
  return field(toDict, IsObject({ message: 'value is not a valid dict' }), {
    type: 'object',
    additionalProperties: true,
  });
}

export function List(): PropertyDecorator {
  return field((value) => value, IsArray({ message: 'value is not a valid list' }), {
    type: 'array',
    items: {},
  });
}

export function Texts(): PropertyDecorator {
  const each = IsString({ message: 'str type expected', each: true });
  return applyDecorators(
    field(toTexts, IsArray({ message: 'value is not a valid list' }), { type: [String] }),
    each,
  );
}

/** One text, or one per picture. */
export function TextOrTexts(): PropertyDecorator {
  return field(
    (value) => (Array.isArray(value) ? toTexts(value) : toText(value)),
    IsString({
      message: 'str type expected',
      each: true,
    }),
    { oneOf: [{ type: 'string' }, { type: 'array', items: { type: 'string' } }] },
  );
}

/** One integer, or one per picture. An empty text is -1, A1111's "any". */
export function WholeOrWholes(): PropertyDecorator {
  return field(
    (value) => (Array.isArray(value) ? value.map(toSeed) : toSeed(value)),
    IsInt({
      message: 'value is not a valid integer',
      each: true,
    }),
    { oneOf: [{ type: 'integer' }, { type: 'array', items: { type: 'integer' } }] },
  );
}

function field(
  read: (value: unknown) => unknown,
  check: PropertyDecorator,
  documented: ApiPropertyOptions = {},
): PropertyDecorator {
  return applyDecorators(
    ApiPropertyOptional(documented),
    Transform(({ value }: { value: unknown }) => read(value)),
    IsOptional(),
    check,
  );
}

function toNumber(value: unknown): unknown {
  return typeof value === 'string' && value.trim() !== '' && Number.isFinite(Number(value))
    ? Number(value)
    : value;
}

function toWhole(value: unknown): unknown {
  const number = typeof value === 'boolean' ? Number(value) : toNumber(value);
  return typeof number === 'number' ? Math.trunc(number) : number;
}

function toSeed(value: unknown): unknown {
  return value === '' || value === null ? -1 : toWhole(value);
}

const YES: readonly unknown[] = [true, 1, 'true', '1', 'on', 'yes', 'y', 't'];
const NO: readonly unknown[] = [false, 0, 'false', '0', 'off', 'no', 'n', 'f'];

function toFlag(value: unknown): unknown {
  const plain = typeof value === 'string' ? value.trim().toLowerCase() : value;
  if (YES.includes(plain)) {
    return true;
  }
  return NO.includes(plain) ? false : value;
}

function toText(value: unknown): unknown {
  return typeof value === 'number' ? String(value) : value;
}

function toTexts(value: unknown): unknown {
  return Array.isArray(value) ? value.map(toText) : value;
}

function toDict(value: unknown): unknown {
  return Array.isArray(value) && value.length === 0 ? {} : value;
}
