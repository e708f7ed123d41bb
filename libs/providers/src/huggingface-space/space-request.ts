import type { Degradation, VendorRequest, LoraChoice, Picture } from '@fusionbridge/core';
import { droppedLora } from '../protocol/dropped-lora.js';
import { sizeOf } from '../protocol/requested-size.js';
import type { Mapping, Values, Word } from './mapping.js';

/** A request as the mapping puts it, but for the picture, which has to be uploaded, and a seed that was not chosen. */
export interface SpaceRequest {
  readonly values: Values;
  readonly source: Picture | null;
  readonly seed: number | null;
  readonly loras: readonly LoraChoice[];
}

export function spaceRequestOf(request: VendorRequest, mapping: Mapping): SpaceRequest {
  const entries = request.loras.map((lora) => mapping.loraEntry(lora));
  const size = sizeOf(request);
  return {
    source: request.source,
    seed: request.seed,
    loras: request.loras,
    values: {
      prompt: request.prompt,
      negative_prompt: request.negativePrompt,
      width: size.width,
      height: size.height,
      steps: request.steps ?? undefined,
      guidance: request.guidance ?? undefined,
      strength: request.strength ?? undefined,
      loras: JSON.stringify(entries),
      lora_list: entries,
    },
  };
}

const FIELD_NAMES: Readonly<Partial<Record<Word, string>>> = {
  negative_prompt: 'negativePrompt',
  width: 'size',
  height: 'size',
  image: 'source',
  image_url: 'source',
};

/** What cannot be honoured since the Space has no such parameters, whatever the mapping says. */
export function missedBySpace(
  request: SpaceRequest,
  mapping: Mapping,
  isKnown: (name: string) => boolean,
): Degradation[] {
  return mapping.fields.flatMap((field) => {
    if (!('word' in field) || isKnown(field.name)) {
      return [];
    }
    const why = `the Space has no parameter ${field.name}`;
    if (field.word === 'loras' || field.word === 'lora_list') {
      return request.loras.map((lora) => droppedLora(lora, why));
    }
    const asked = field.word === 'seed' ? request.seed : request.values[field.word];
    const isAsked = typeof asked === 'number' || (typeof asked === 'string' && asked !== '');
    return isAsked
      ? [{ field: FIELD_NAMES[field.word] ?? field.word, asked: String(asked), given: 'dropped', why }]
      : [];
  });
}
