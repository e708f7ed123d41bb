import {
  type PictureFormat,
  ProviderError,
  type Range,
  type SizeRule,
  type VendorOperation,
} from '@fusionbridge/core';
import type { Price } from '../pricing/price.js';

/** One endpoint and what it accepts besides prompt, seed, count and format. */
export interface Endpoint {
  /** Relative to the address of the queue. */
  readonly path: string;
  readonly price: Price | null;
  /** US dollars per billed unit if that is another unit than that of `price`, such as a second of computing. */
  readonly billedRate?: number;
  /** False if the result has the size or shape of the source. */
  readonly sized: boolean;
  readonly steps: Range | null;
  readonly guidance: Range | null;
  readonly strength: boolean;
  /** The field for input pictures, and how many it takes. */
  readonly pictures: { readonly field: 'image_url' | 'image_urls'; readonly most: number } | null;
  /** Takes a picture, and neither a prompt nor LoRAs. */
  readonly wordless?: boolean;
  /** The factor of an upscaler. */
  readonly scale?: Range;
}

/** One model of a chain: an endpoint for each operation. */
export interface ModelSheet {
  readonly endpoints: Partial<Record<VendorOperation, Endpoint>>;
  readonly maxLoras: number;
  readonly formats: readonly PictureFormat[];
  readonly sizes: SizeRule;
}

/** Used for chain links that name no model. */
export const USUAL_MODEL = 'fal-ai/flux-lora';

const ANY_NUMBER_OF_LORAS = 100;
/** FLUX generates multiples of 16. No bound is documented for FLUX.1; beyond 2048 it repeats its motif. */
const FLUX_1_SIZES: SizeRule = { kind: 'free', min: 256, max: 2048, multipleOf: 16 };
const FLUX_2_SIZES: SizeRule = { kind: 'free', min: 512, max: 2048, multipleOf: 16 };
const LONGEST_ENLARGED_SIDE = 16_384;
const ONE_PICTURE = { field: 'image_url', most: 1 } as const;
const THREE_PICTURES = { field: 'image_urls', most: 3 } as const;

function text(path: string, price: Price | null): Endpoint {
  return {
    path,
    price,
    sized: true,
    steps: { min: 1, max: 50 },
    guidance: { min: 0, max: 35 },
    strength: false,
    pictures: null,
  };
}

function started(path: string, price: Price | null): Endpoint {
  return { ...text(path, price), strength: true, pictures: ONE_PICTURE };
}

/** Trained to fill, with its own guidance (30), which has nothing to do with the usual one. */
function fill(path: string, price: Price | null): Endpoint {
  return { ...text(path, price), guidance: null, pictures: ONE_PICTURE };
}

/** The result has the shape of the reference. */
function edit(path: string, price: Price | null): Endpoint {
  return { ...text(path, price), sized: false, pictures: ONE_PICTURE };
}

function flux1(endpoints: ModelSheet['endpoints'], maxLoras = 0): ModelSheet {
  return { endpoints, maxLoras, formats: ['png', 'jpeg'], sizes: FLUX_1_SIZES };
}

function flux2(endpoints: ModelSheet['endpoints'], maxLoras = 0): ModelSheet {
  return { endpoints, maxLoras, formats: ['png', 'jpeg', 'webp'], sizes: FLUX_2_SIZES };
}

/** The professional editions choose the steps themselves. */
function pro(endpoint: Endpoint): Endpoint {
  return { ...endpoint, steps: null };
}

/** Generates a variation of a picture, in any size. */
const REDUX: Endpoint = {
  ...text('fal-ai/flux-1/dev/redux', { perBegunMegapixel: 0.025 }),
  pictures: ONE_PICTURE,
  wordless: true,
};

/** Billed by the second, so no price is known beforehand. */
const ESRGAN: Endpoint = {
  path: 'fal-ai/esrgan',
  price: null,
  billedRate: 0.00111,
  sized: false,
  steps: null,
  guidance: null,
  strength: false,
  pictures: ONE_PICTURE,
  wordless: true,
  scale: { min: 1, max: 8 },
};

const FILL = fill('fal-ai/flux-lora-fill', null);
const KONTEXT_LORA = edit('fal-ai/flux-kontext-lora', { perBegunMegapixel: 0.035 });

/** Models and prices of fal; a price is null if not known. */
const SHEETS: Readonly<Record<string, ModelSheet>> = {
  'fal-ai/flux-lora': flux1(
    {
      text: text('fal-ai/flux-lora', { perBegunMegapixel: 0.035 }),
      image: started('fal-ai/flux-lora/image-to-image', null),
      inpaint: started('fal-ai/flux-lora/inpainting', { perBegunMegapixel: 0.035 }),
      fill: FILL,
      reference: KONTEXT_LORA,
      redux: REDUX,
    },
    ANY_NUMBER_OF_LORAS,
  ),
  'fal-ai/flux-lora-fill': flux1({ inpaint: FILL, fill: FILL }, ANY_NUMBER_OF_LORAS),
  'fal-ai/flux-krea-lora': flux1(
    {
      text: text('fal-ai/flux-krea-lora', null),
      image: started('fal-ai/flux-krea-lora/image-to-image', null),
      inpaint: started('fal-ai/flux-krea-lora/inpainting', null),
    },
    ANY_NUMBER_OF_LORAS,
  ),
  'fal-ai/flux/dev': flux1({ text: text('fal-ai/flux/dev', { perBegunMegapixel: 0.025 }), redux: REDUX }),
  'fal-ai/flux-1/dev/redux': flux1({ redux: REDUX }),
  'fal-ai/esrgan': {
    endpoints: { upscale: ESRGAN },
    maxLoras: 0,
    formats: ['png'],
    sizes: { kind: 'free', min: 1, max: LONGEST_ENLARGED_SIDE, multipleOf: 1 },
  },
  'fal-ai/flux/schnell': flux1({ text: text('fal-ai/flux/schnell', { perBegunMegapixel: 0.003 }) }),
  'fal-ai/flux/krea': flux1({ text: text('fal-ai/flux/krea', { perBegunMegapixel: 0.025 }) }),
  'rundiffusion-fal/juggernaut-flux-lora': flux1(
    { text: text('rundiffusion-fal/juggernaut-flux-lora', null) },
    ANY_NUMBER_OF_LORAS,
  ),
  'fal-ai/flux-kontext/dev': flux1({
    reference: { ...edit('fal-ai/flux-kontext/dev', { perBegunMegapixel: 0.025 }), billedRate: 0.00125 },
  }),
  'fal-ai/flux-kontext-lora': flux1({ reference: KONTEXT_LORA }, ANY_NUMBER_OF_LORAS),
  'fal-ai/flux-pro/kontext': flux1({ reference: pro(edit('fal-ai/flux-pro/kontext', { perPicture: 0.04 })) }),
  'fal-ai/flux-pro/kontext/max': flux1({ reference: pro(edit('fal-ai/flux-pro/kontext/max', null)) }),
  'fal-ai/flux-2': flux2({ text: flux2Steps(text('fal-ai/flux-2', null)) }),
  'fal-ai/flux-2/lora': flux2(
    {
      text: flux2Steps(text('fal-ai/flux-2/lora', null)),
      reference: flux2Steps({ ...text('fal-ai/flux-2/lora/edit', null), pictures: THREE_PICTURES }),
    },
    3,
  ),
  'fal-ai/flux-2-pro': flux2({ text: { ...pro(text('fal-ai/flux-2-pro', null)), guidance: null } }),
  'fal-ai/flux-2-flex': flux2({ text: text('fal-ai/flux-2-flex', { perBegunMegapixel: 0.05 }) }),
};

function flux2Steps(endpoint: Endpoint): Endpoint {
  return { ...endpoint, steps: { min: 4, max: 50 } };
}

/** An unknown model gets the fields that every model of fal has. */
export function sheetOf(vendorModel: string): ModelSheet {
  const path = vendorModel === '' ? USUAL_MODEL : vendorModel.replace(/^\/+|\/+$/g, '');
  return SHEETS[path] ?? flux1({ text: text(path, null) });
}

/** @throws ProviderError `not_sent` if the model has no endpoint for the operation */
export function endpointFor(operation: VendorOperation, { endpoints }: ModelSheet): Endpoint {
  const endpoint = endpoints[operation];
  if (endpoint === undefined) {
    throw new ProviderError({
      provider: 'fal',
      kind: 'validation',
      outcome: 'not_sent',
      message: `fal has no endpoint for ${operation} with this model`,
    });
  }
  return endpoint;
}
