import { type ProviderCapabilities, VENDOR_OPERATIONS } from '@fusionbridge/core';
import { enlargerOf } from '../fitting/enlarging.js';
import type { Endpoint, ModelSheet } from './endpoints.js';

/** What fal does with a model. `mostLoras`: the operator's own limit. */
export function capabilitiesOf(sheet: ModelSheet, mostLoras: number): ProviderCapabilities {
  if (sheet.endpoints.upscale !== undefined) {
    return {
      ...enlargerOf(sheet.sizes),
      progress: true,
      cancel: 'charged',
      cancelQueued: 'free',
      lookup: true,
    };
  }
  const maxLoras = Math.min(sheet.maxLoras, mostLoras);
  const operations = VENDOR_OPERATIONS.filter((operation) => sheet.endpoints[operation] !== undefined);
  const some = (has: (endpoint: Endpoint) => boolean): boolean => Object.values(sheet.endpoints).some(has);
  return {
    operations,
    mask: operations.includes('inpaint') ? 'hint' : 'none',
    maxLoras,
    loraSources: maxLoras > 0 ? ['url', 'huggingface'] : [],
    sizes: sheet.sizes,
    defaultSize: { width: 1024, height: 1024 },
    formats: sheet.formats,
    maxCount: 4,
    seed: true,
    negativePrompt: false,
    steps: some(({ steps }) => steps !== null),
    guidance: some(({ guidance }) => guidance !== null),
    sampler: false,
    progress: true,
    // What waits is removed for nothing; what runs may go on and is billed then.
    cancel: 'charged',
    cancelQueued: 'free',
    lookup: true,
    cost: some(({ price }) => price !== null) ? 'list' : 'unknown',
    flagsContent: true,
  };
}
