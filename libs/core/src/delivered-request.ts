import type { VendorRequest } from './image-request.js';
import type { Plan, SelectedLora } from './plan.js';
import type { AppliedValues, ProviderImages } from './provider.js';

/** Fields that a call may turn out not to support, with the value that means absence. */
const BLANKS = {
  negativePrompt: '',
  seed: null,
  steps: null,
  guidance: null,
  sampler: null,
  scheduler: null,
  strength: null,
  quality: null,
} as const satisfies AppliedValues;

/** The request that the pictures were made from: without what the call itself had to drop, with the values it applied. */
export function deliveredRequest(
  request: VendorRequest,
  { degradations, applied = {} }: Pick<ProviderImages, 'degradations' | 'applied'>,
): VendorRequest {
  const dropped = degradations.filter(({ given }) => given === 'dropped');
  if (dropped.length === 0 && Object.keys(applied).length === 0) {
    return request;
  }
  const fields = new Set(dropped.map(({ field }) => field));
  const lost = new Set(dropped.filter(({ field }) => field === 'loras').map(({ asked }) => asked));
  return {
    ...request,
    ...Object.fromEntries(Object.entries(BLANKS).filter(([field]) => fields.has(field))),
    loras: request.loras.filter(({ name, weight }) => !lost.has(`${name}:${weight}`)),
    ...applied,
  };
}

/** LoRAs that a request applies, with the plan's details about them. */
export function appliedLoras(
  plan: Pick<Plan, 'loras'> | null,
  { loras }: Pick<VendorRequest, 'loras'>,
): SelectedLora[] {
  return loras.map((lora) => {
    const selected = plan?.loras.find(({ name }) => name === lora.name);
    return selected === undefined ? { ...lora, reason: '' } : { ...selected, weight: lora.weight };
  });
}
