import type {
  Degradation,
  ImageRequest,
  Model,
  PromptSummary,
  RoutePolicy,
  SelectedLora,
} from '@fusionbridge/core';

/** How a plan is made. */
export interface PlanningChoice {
  /** No language model is asked: for plans that only tell a price. */
  readonly offline?: boolean;
}

/** A request with everything that is decided before a provider is looked at. */
export interface Wish {
  readonly request: ImageRequest;
  readonly model: Model;
  /** In the order of their rank. */
  readonly loras: readonly SelectedLora[];
  /** Of LoRAs that no provider gets. */
  readonly degradations: readonly Degradation[];
  readonly summary: PromptSummary;
  readonly seed: number;
  readonly routing: RoutePolicy;
}
