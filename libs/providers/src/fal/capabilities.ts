import {
  type LoraLimits,
  type OperationLimits,
  type ProviderCapabilities,
  VENDOR_OPERATIONS,
} from '@fusionbridge/core';
import { upscalerCapabilities } from '../protocol/upscaler-capabilities.js';
import type { Endpoint, ModelSheet } from './endpoints.js';

const LORA_WEIGHT = { min: 0, max: 4 };
const STRENGTH = { min: 0.01, max: 1 };

/**
 * Capabilities of a model at fal.
 * @param mostLoras The operator's limit; a lower one of the model wins
 */
export function capabilitiesOf(sheet: ModelSheet, mostLoras: number): ProviderCapabilities {
  if (sheet.endpoints.upscale !== undefined) {
    return {
      ...upscalerCapabilities(sheet.sizes),
      progress: true,
      cancel: 'charged',
      cancelQueued: 'free',
      lookup: true,
    };
  }
  const max = Math.min(sheet.maxLoras, mostLoras);
  const loras: LoraLimits | null =
    max === 0 ? null : { max, sources: ['url', 'huggingface'], weight: LORA_WEIGHT };
  const operations = VENDOR_OPERATIONS.filter((operation) => sheet.endpoints[operation] !== undefined);
  const endpoints = Object.values(sheet.endpoints);
  const some = (has: (endpoint: Endpoint) => boolean): boolean => endpoints.some(has);
  return {
    prompt: some(({ wordless }) => wordless !== true),
    negativePrompt: false,
    steps: endpoints.find(({ steps }) => steps !== null)?.steps ?? null,
    guidance: endpoints.find(({ guidance }) => guidance !== null)?.guidance ?? null,
    strength: some(({ strength }) => strength) ? STRENGTH : null,
    loras,
    inputPictures: Math.max(0, ...endpoints.map(({ pictures }) => pictures?.most ?? 0)),
    byOperation: Object.fromEntries(
      Object.entries(sheet.endpoints).map(([operation, endpoint]) => [
        operation,
        limitsOfEndpoint(endpoint, loras),
      ]),
    ),
    operations,
    mask: operations.includes('inpaint') ? 'hint' : 'none',
    sizes: sheet.sizes,
    defaultSize: { width: 1024, height: 1024 },
    formats: sheet.formats,
    maxCount: 4,
    seed: 31,
    sampler: false,
    qualities: [],
    progress: true,
    // A queued request is removed for free; a running one may go on and is billed then.
    cancel: 'charged',
    cancelQueued: 'free',
    lookup: true,
    cost: some(({ price }) => price !== null) ? 'list' : 'unknown',
    flagsContent: true,
  };
}

function limitsOfEndpoint(
  endpoint: Endpoint,
  loras: LoraLimits | null,
): Omit<OperationLimits, 'negativePrompt'> {
  const isWordless = endpoint.wordless === true;
  return {
    prompt: !isWordless,
    steps: endpoint.steps,
    guidance: endpoint.guidance,
    strength: endpoint.strength ? STRENGTH : null,
    loras: isWordless ? null : loras,
    inputPictures: endpoint.pictures?.most ?? 0,
  };
}
