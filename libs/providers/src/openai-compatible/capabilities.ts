import type { VendorOperation, ProviderCapabilities, Size, SizeRule } from '@fusionbridge/core';
import type { UpstreamDialect } from '@fusionbridge/settings';

/** What every diffusion model and gpt-image-2 paint. */
const ANY_SIZE: SizeRule = { kind: 'free', min: 64, max: 3840, multipleOf: 16, maxPixels: 3840 * 2160 };
const USUAL_SIZE: Size = { width: 1024, height: 1024 };

/** What a server with this dialect does. `free`: it wants no key, so nobody sends a bill. */
export function capabilitiesOf(dialect: UpstreamDialect, free: boolean): ProviderCapabilities {
  const sizes = dialect.sizes.map(sizeOf);
  return {
    operations: operationsOf(dialect),
    mask: dialect.edits && dialect.masks ? 'hint' : 'none',
    maxLoras: dialect.loraField === undefined ? 0 : dialect.maxLoras,
    loraSources: dialect.loraField === undefined ? [] : ['file'],
    sizes: sizes.length === 0 ? ANY_SIZE : { kind: 'list', sizes },
    defaultSize: sizes[0] ?? USUAL_SIZE,
    formats: ['png'],
    maxCount: dialect.maxCount,
    seed: dialect.seed,
    negativePrompt: dialect.negativePrompt,
    steps: dialect.steps,
    guidance: dialect.guidance,
    sampler: false,
    qualities: Object.keys(dialect.qualities),
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

function sizeOf(text: string): Size {
  const [width = 0, height = 0] = text.split('x').map(Number);
  return { width, height };
}
