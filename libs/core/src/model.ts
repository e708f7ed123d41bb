import type { RoutePolicy } from './route-policy.js';

/**
 * Families share how steps, guidance and samplers are meant. Guidance 7 suits `sd15`, burns `flux`, and means
 * nothing to `gpt-image`. An `upscaler` paints nothing: it only enlarges.
 */
export const MODEL_FAMILIES = [
  'sd15',
  'sdxl',
  'sd3',
  'flux',
  'gpt-image',
  'sandbox',
  'upscaler',
  'other',
] as const;

export type ModelFamily = (typeof MODEL_FAMILIES)[number];

/** One link of a chain: a provider and the name it knows the model by. */
export interface ModelLink {
  readonly provider: string;
  /** Empty: the model that the provider has loaded or uses by default. */
  readonly vendorModel: string;
  /** The model's own family unless the link says otherwise (a local server may hold anything). */
  readonly family: ModelFamily;
  /** Use the vendor's Redux for variations, if it has one. */
  readonly redux?: boolean | undefined;
  /** Tried even after another vendor refused the content; for the operator's own free servers. */
  readonly afterRefusal?: boolean | undefined;
}

/** A public name clients may ask for. */
export interface Model {
  readonly id: string;
  readonly family: ModelFamily;
  readonly chain: readonly ModelLink[];
  /** For requests that name none; null leaves it to ROUTING. */
  readonly routing: RoutePolicy | null;
  /** Default response format of its pictures; null leaves it to the dialect. */
  readonly responseFormat: 'url' | 'b64_json' | null;
  /** Other names for it, e.g. `dall-e-3`. */
  readonly aliases: readonly string[];
}
