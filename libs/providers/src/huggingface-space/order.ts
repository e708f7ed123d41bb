import type {
  Degradation,
  VendorRequest,
  LoraChoice,
  Picture,
  ProviderCapabilities,
} from '@fusionbridge/core';
import { fittedOrder } from '../fitting/fitted-order.js';
import { droppedLora, withinLimit } from '../fitting/lora-limit.js';
import { droppedPictures } from '../fitting/shown-pictures.js';
import type { Mapping, Values, Word } from './mapping.js';

/** An order, ready to go but for the picture, which has to be uploaded, and a seed that nobody chose. */
export interface Order {
  readonly values: Values;
  readonly source: Picture | null;
  readonly seed: number | null;
  readonly loras: readonly LoraChoice[];
  readonly degradations: readonly Degradation[];
}

/** The order that a request makes, with everything that had to be left out. */
export function orderOf(asked: VendorRequest, mapping: Mapping, limits: ProviderCapabilities): Order {
  const fitted = fittedOrder(
    { ...asked, loras: [] },
    {
      maxLoras: 0,
      loraScale: { min: 0, max: 0 },
      steps: limits.steps,
      guidance: limits.guidance,
      strength: limits.strength,
    },
  );
  const { kept, degradations } = withinLimit(asked.loras, limits.loras?.max ?? 0, limits.loras?.sources);
  const loras = kept.map((lora) => mapping.loraEntry(lora));
  const size = asked.size ?? asked.source ?? limits.defaultSize;
  return {
    source: asked.source,
    seed: limits.seed === null ? null : fitted.seed,
    loras: kept,
    values: {
      prompt: fitted.request.prompt,
      negative_prompt: fitted.request.negativePrompt,
      width: size.width,
      height: size.height,
      steps: fitted.steps ?? undefined,
      guidance: fitted.guidance ?? undefined,
      strength: fitted.strength ?? undefined,
      loras: JSON.stringify(loras),
      lora_list: loras,
    },
    degradations: [
      ...degradations,
      ...fitted.degradations,
      ...droppedPictures(asked, mapping.takes('image', 'image_url') ? 1 : 0),
    ],
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
  order: Order,
  mapping: Mapping,
  isKnown: (name: string) => boolean,
): Degradation[] {
  return mapping.fields.flatMap((field) => {
    if (!('word' in field) || isKnown(field.name)) {
      return [];
    }
    const why = `the Space has no parameter ${field.name}`;
    if (field.word === 'loras' || field.word === 'lora_list') {
      return order.loras.map((lora) => droppedLora(lora, why));
    }
    const asked = field.word === 'seed' ? order.seed : order.values[field.word];
    const isAsked = typeof asked === 'number' || (typeof asked === 'string' && asked !== '');
    return isAsked
      ? [{ field: FIELD_NAMES[field.word] ?? field.word, asked: String(asked), given: 'dropped', why }]
      : [];
  });
}
