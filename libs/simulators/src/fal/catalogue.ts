/** What an endpoint needs besides a prompt. */
export interface EndpointRules {
  /** The field that carries pictures. */
  readonly pictures: 'image_url' | 'image_urls' | null;
  readonly mask: boolean;
  readonly maxLoras: number;
  /** Takes no prompt. */
  readonly wordless?: boolean;
  /** Makes its picture larger by `scale`, and hands it over as `image`. */
  readonly enlarges?: boolean;
}

const TEXT: EndpointRules = { pictures: null, mask: false, maxLoras: 0 };
const LORA: EndpointRules = { ...TEXT, maxLoras: 100 };

/** Endpoints of fal (contracts/vendors-a.md 2.3; Redux and ESRGAN: their pages at fal.ai/models). */
export const ENDPOINTS: Readonly<Record<string, EndpointRules>> = {
  'fal-ai/flux-lora': LORA,
  'fal-ai/flux-lora/image-to-image': { ...LORA, pictures: 'image_url' },
  'fal-ai/flux-lora/inpainting': { ...LORA, pictures: 'image_url', mask: true },
  'fal-ai/flux-lora-fill': { ...LORA, pictures: 'image_url', mask: true },
  'fal-ai/flux-krea-lora': LORA,
  'fal-ai/flux-krea-lora/image-to-image': { ...LORA, pictures: 'image_url' },
  'fal-ai/flux-krea-lora/inpainting': { ...LORA, pictures: 'image_url', mask: true },
  'fal-ai/flux/dev': TEXT,
  'fal-ai/flux/schnell': TEXT,
  'fal-ai/flux/krea': TEXT,
  'fal-ai/flux-kontext/dev': { ...TEXT, pictures: 'image_url' },
  'fal-ai/flux-kontext-lora': { ...LORA, pictures: 'image_url' },
  'fal-ai/flux-2': TEXT,
  'fal-ai/flux-2/lora': { ...TEXT, maxLoras: 3 },
  'fal-ai/flux-1/dev/redux': { ...TEXT, pictures: 'image_url', wordless: true },
  'fal-ai/esrgan': { ...TEXT, pictures: 'image_url', wordless: true, enlarges: true },
  'fal-ai/flux-2/lora/edit': { pictures: 'image_urls', mask: false, maxLoras: 3 },
};
