import type { Degradation } from './degradation.js';
import type { VendorRequest } from './image-request.js';
import type { LoraChoice } from './lora-sources.js';
import type { LoraWords } from './lora.js';
import type { Cost } from './provider.js';
import type { RoutePolicy } from './route-policy.js';

/** A LoRA in the plan, with the reason for it (`tag <lora:…> in the prompt`, `keyword "elena"`). */
export interface SelectedLora extends LoraChoice {
  readonly reason: string;
  /** The text it adds to the prompt; unknown for LoRAs that are not in the catalogue. */
  readonly words?: LoraWords | undefined;
  /** Its names at individual providers, by provider id; takes precedence over `sources`. */
  readonly providerIds?: Readonly<Record<string, string>> | undefined;
  /** Family of models it was trained for, if known. */
  readonly base?: string | undefined;
}

/** Provider + vendor model + the request as this vendor would get it. Data only, so that it can be written down. */
export interface Candidate {
  readonly provider: string;
  /** The vendor's own name of the model; empty only if the vendor has no names, or does not tell. */
  readonly vendorModel: string;
  /** The link names no model, so `vendorModel` is the one that the provider uses by itself. */
  readonly presumesModel?: boolean;
  readonly request: VendorRequest;
  readonly degradations: readonly Degradation[];
  /** Tried even after another vendor refused the content. */
  readonly afterRefusal?: boolean | undefined;
  /** Preset whose values stand in `request` where the client gave none; null where none is known for the model. */
  readonly preset: string | null;
  /** Calls needed for the requested count. */
  readonly calls: number;
  /** For all calls; `null` if no price is known. */
  readonly estimate: Cost | null;
}

/** A provider of the chain that cannot serve the request, and the reason. */
export interface Exclusion {
  readonly provider: string;
  readonly vendorModel: string;
  readonly why: string;
}

/** A shorter prompt and who wrote it. */
export interface PromptSummary {
  readonly prompt: string;
  /** `none`: the prompt as it came. `llm`: a language model. `extract`: the prompt's own words, picked offline. */
  readonly by: 'none' | 'llm' | 'extract';
  /** The reason, in readable form. */
  readonly why: string;
}

export interface Plan {
  /** The public model the request was resolved to. */
  readonly model: string;
  readonly originalPrompt: string;
  /** The prompt after summarizing and before LoRAs add to it; the original if it was not changed. */
  readonly summary: PromptSummary;
  readonly prompt: string;
  readonly negativePrompt: string;
  readonly loras: readonly SelectedLora[];
  /** The seed of the first picture; chosen by the bridge if the client gives none. */
  readonly seed: number;
  readonly routing: RoutePolicy;
  /** In the order in which they are tried. */
  readonly candidates: readonly Candidate[];
  readonly excluded: readonly Exclusion[];
}
