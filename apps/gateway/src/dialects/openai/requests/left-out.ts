import type { Degradation, ImageRequest } from '@fusionbridge/core';
import { type HarmlessFields, isHarmless, readingOf } from '../../../bodies/index.js';
import type { ImageBody } from './image-body.dto.js';

const NO_FIELD = 'no provider has a field for it';

/** Fields that clients send but that are not supported, with the values that ask for nothing. */
const UNHONOURED: HarmlessFields = {
  style: ['auto'],
  background: ['auto', 'opaque', 'transparent'],
};

/** Everything a body asks for that no provider supports, its unknown fields included. */
export function leftOutOf(body: ImageBody & { strength?: number }, wanted: ImageRequest): Degradation[] {
  const { style, background, strength } = body;
  const notes = Object.entries({ style, background }).flatMap(([field, asked]) =>
    asked === undefined || isHarmless(UNHONOURED, field, asked) ? [] : [dropped(field, asked, NO_FIELD)],
  );
  const why = 'there is no picture to start from';
  return [
    ...notes,
    ...(strength === undefined || wanted.source !== null ? [] : [dropped('strength', strength, why)]),
    ...readingOf(body).leftOut,
  ];
}

function dropped(field: string, asked: string | number, why: string): Degradation {
  return { field, asked: String(asked), given: 'dropped', why };
}
