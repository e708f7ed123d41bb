import type {
  Degradation,
  ImageRequest,
  Model,
  PromptSummary,
  RoutePolicy,
  SelectedLora,
} from '@fusionbridge/core';

/** Options for planning. */
export interface PlanningChoice {
  /** No language model is asked: for plans that only tell a price. */
  readonly offline?: boolean;
}

/** A request with everything that does not depend on a provider. */
export interface ResolvedRequest {
  readonly request: ImageRequest;
  readonly model: Model;
  /** In the order of their rank. */
  readonly loras: readonly SelectedLora[];
  /** Parts of the prompt that selected a LoRA, as they are written there; a summary must keep them. */
  readonly matched: readonly string[];
  /** Of LoRAs that no provider gets. */
  readonly degradations: readonly Degradation[];
  /** The prompt as it came, until a summary replaces it. */
  readonly summary: PromptSummary;
  readonly seed: number;
  readonly routing: RoutePolicy;
}

/** The request in the words of its summary and of the LoRAs that a candidate applies. */
export type WithWords = (loras: readonly SelectedLora[]) => ImageRequest;
