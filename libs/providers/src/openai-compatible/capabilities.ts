import {
  type LoraLimits,
  type ProviderCapabilities,
  type Size,
  type SizeRule,
  UNBOUNDED,
  type VendorOperation,
} from '@fusionbridge/core';
import type { UpstreamDialect } from '@fusionbridge/settings';

/** What every diffusion model and gpt-image-2 paint. */
const ANY_SIZE: SizeRule = { kind: 'free', min: 64, max: 3840, multipleOf: 16, maxPixels: 3840 * 2160 };
const USUAL_SIZE: Size = { width: 1024, height: 1024 };

/** What a server with this dialect does. `free`: it wants no key, so nobody sends a bill. */
export function capabilitiesOf(dialect: UpstreamDialect, free: boolean): ProviderCapabilities {
  const sizes = dialect.sizes.map(sizeOf);
  const loras: LoraLimits | null =
    dialect.loraField === undefined || dialect.maxLoras === 0
      ? null
      : { max: dialect.maxLoras, sources: ['file'], weight: UNBOUNDED };
  return {
    operations: operationsOf(dialect),
    mask: dialect.edits && dialect.masks ? 'hint' : 'none',
    maskPolarity: dialect.maskPolarity,
    prompt: true,
    loras,
    inputPictures: mostPictures(dialect),
    byOperation: byOperation(dialect),
    sizes: sizes.length === 0 ? ANY_SIZE : { kind: 'list', sizes },
    defaultSize: sizes[0] ?? USUAL_SIZE,
    formats: ['png'],
    maxCount: dialect.maxCount,
    seed: dialect.seed ? 32 : null,
    negativePrompt: dialect.negativePrompt,
    steps: dialect.steps ? UNBOUNDED : null,
    guidance: dialect.guidance ? UNBOUNDED : null,
    strength: dialect.strength ? UNBOUNDED : null,
    sampler: false,
    qualities: Object.keys(dialect.qualities),
    usualQuality: dialect.quality,
    ownVariations: dialect.variations,
    progress: false,
    cancel: 'charged',
    lookup: false,
    cost: free ? 'free' : 'unknown',
    flagsContent: dialect.flagsContent,
  };
}

function operationsOf(dialect: UpstreamDialect): VendorOperation[] {
  const edits: VendorOperation[] = dialect.masks ? ['image', 'inpaint'] : ['image'];
  const several: VendorOperation[] = dialect.imageField === 'image[]' ? ['reference'] : [];
  return [
    'text',
    ...(dialect.edits ? [...edits, ...several] : []),
    ...(dialect.variations ? (['redux'] as const) : []),
  ];
}

/** Variations take a picture alone. A form of edits may have no place for LoRAs. */
function byOperation({ editLoras }: UpstreamDialect): ProviderCapabilities['byOperation'] {
  const edited = editLoras ? {} : { loras: null };
  return {
    image: edited,
    inpaint: edited,
    reference: edited,
    redux: { ...edited, prompt: false, strength: null },
  };
}

/** A form of edits takes as many as there are. */
function mostPictures({ edits, variations }: UpstreamDialect): number {
  if (edits) {
    return Number.POSITIVE_INFINITY;
  }
  return variations ? 1 : 0;
}

function sizeOf(text: string): Size {
  const [width = 0, height = 0] = text.split('x').map(Number);
  return { width, height };
}
