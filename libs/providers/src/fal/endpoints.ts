import type { VendorOperation, PictureFormat, SizeRule, Range } from '@fusionbridge/core';
import type { Price } from '../pricing/price.js';

/** One endpoint and what it takes besides prompt, seed, count and format. */
export interface Endpoint {
  /** Below the queue's address. */
  readonly path: string;
  readonly price: Price | null;
  /** US dollars for each unit that fal bills, where that is another than of `price`, such as seconds of computing. */
  readonly billedRate?: number;
  /** False where the picture gets the size or shape of its source. */
  readonly sized: boolean;
  readonly steps: Range | null;
  readonly guidance: Range | null;
  readonly strength: boolean;
  /** The field that pictures go into, and how many. */
  readonly pictures: { readonly field: 'image_url' | 'image_urls'; readonly most: number } | null;
  /** Takes a picture and neither a prompt nor LoRAs. */
  readonly wordless?: boolean;
  /** How much larger it makes its picture; only upscalers do. */
  readonly scale?: Range;
}

/** What one model of a chain can do: an endpoint for each operation. */
export interface ModelSheet {
  readonly endpoints: Partial<Record<VendorOperation, Endpoint>>;
  readonly maxLoras: number;
  readonly formats: readonly PictureFormat[];
  readonly sizes: SizeRule;
}

/** The model of a chain that names none. */
export const USUAL_MODEL = 'fal-ai/flux-lora';

const ANY_NUMBER_OF_LORAS = 100;
/** FLUX paints multiples of 16; for FLUX.1 no bound is documented, and beyond 2048 it only repeats itself. */
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

/** Trained to fill, with a guidance of its own (30) that has nothing to do with the usual one. */
function fill(path: string, price: Price | null): Endpoint {
  return { ...text(path, price), guidance: null, pictures: ONE_PICTURE };
}

/** Paints in the shape of its reference. */
function edit(path: string, price: Price | null): Endpoint {
  return { ...text(path, price), sized: false, pictures: ONE_PICTURE };
}

function flux1(endpoints: ModelSheet['endpoints'], maxLoras = 0): ModelSheet {
  return { endpoints, maxLoras, formats: ['png', 'jpeg'], sizes: FLUX_1_SIZES };
}

function flux2(endpoints: ModelSheet['endpoints'], maxLoras = 0): ModelSheet {
  return { endpoints, maxLoras, formats: ['png', 'jpeg', 'webp'], sizes: FLUX_2_SIZES };
}

/** The professional editions choose steps themselves. */
function pro(endpoint: Endpoint): Endpoint {
  return { ...endpoint, steps: null };
}

/** Another picture with what one shows, in any size. */
const REDUX: Endpoint = {
  ...text('fal-ai/flux-1/dev/redux', { perBegunMegapixel: 0.025 }),
  pictures: ONE_PICTURE,
  wordless: true,
};

/** Billed by the second, so that no price is known before. */
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

/**
 * Models and prices of fal (contracts/vendors-a.md 2.3, 2.6; Redux and ESRGAN: their pages at fal.ai/models); where no price
 * is known it is null.
 */
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

/** What is known of a model; of an unknown one what every model of fal takes. */
export function sheetOf(vendorModel: string): ModelSheet {
  const path = vendorModel === '' ? USUAL_MODEL : vendorModel.replace(/^\/+|\/+$/g, '');
  return SHEETS[path] ?? flux1({ text: text(path, null) });
}
