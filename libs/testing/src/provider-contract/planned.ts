import {
  type Degradation,
  type ImageProvider,
  limitsOf,
  type ProviderCapabilities,
  type VendorCall,
  type VendorRequest,
} from '@fusionbridge/core';
import { fitLoras, fitRequest } from '@fusionbridge/planning';

/** A request as planning hands it to an adapter, and everything that was left out of it. */
export interface Planned {
  readonly request: VendorRequest;
  readonly call: VendorCall;
  readonly degradations: readonly Degradation[];
}

/** What the vendor model of a bench takes in an operation. */
export function limitsFor(
  { provider, vendorModel }: { readonly provider: ImageProvider; readonly vendorModel: string },
  operation: VendorRequest['operation'],
): ProviderCapabilities {
  return limitsOf(provider.capabilities(vendorModel), operation);
}

/** Cuts a request to the capabilities and has it translated, as planning does. */
export function planned(provider: ImageProvider, asked: VendorRequest, vendorModel = ''): Planned {
  const limits = limitsFor({ provider, vendorModel }, asked.operation);
  const link = { provider: provider.id, family: 'other' as const };
  const chosen = asked.loras.map((lora) => ({ ...lora, reason: 'named in the request' }));
  const { kept, degradations } = fitLoras(link, provider.capabilities(vendorModel), {
    operation: asked.operation,
    loras: chosen,
  });
  const loras = kept.map(({ name, weight, sources }) => ({ name, weight, sources }));
  const fit = fitRequest(limits, { ...asked, loras });
  if (!fit.fits) {
    throw new Error(`the request does not fit: ${fit.why}`);
  }
  const call = provider.translate(fit.request, vendorModel);
  return {
    request: fit.request,
    call,
    degradations: [...degradations, ...fit.degradations, ...(call.degradations ?? [])],
  };
}
