import type { Degradation, ImageRequest, ModelFamily } from '@fusionbridge/core';

/** How a family of models wants to be driven. */
interface FamilyHabits {
  /** Taken where the client says nothing. */
  readonly steps: number;
  readonly guidance: number;
  /** Above this the family's pictures break; the default is taken instead. */
  readonly highestGuidance: number;
  /** Samplers the family cannot use: those made for noise prediction. */
  readonly wrongSamplers: RegExp | null;
  readonly sampler: string;
  readonly scheduler: string;
}

const NOISE_PREDICTION_ONLY = /ddim|plms|ddpm|unipc|sde|ancestral|\ba\b|restart|lcm|karras/i;
const ANY_GUIDANCE = Number.POSITIVE_INFINITY;

/**
 * Flow models are trained with distilled guidance around 3.5 and straight paths: cfg 7 and DDIM, which A1111 clients
 * send by default, give burnt pictures (contracts/clients.md, surprise 12).
 */
const HABITS: Partial<Record<ModelFamily, FamilyHabits>> = {
  flux: {
    steps: 28,
    guidance: 3.5,
    highestGuidance: 5,
    wrongSamplers: NOISE_PREDICTION_ONLY,
    sampler: 'Euler',
    scheduler: 'Simple',
  },
  sd3: {
    steps: 28,
    guidance: 4.5,
    highestGuidance: 6.5,
    wrongSamplers: NOISE_PREDICTION_ONLY,
    sampler: 'Euler',
    scheduler: 'Simple',
  },
  sdxl: {
    steps: 30,
    guidance: 6,
    highestGuidance: ANY_GUIDANCE,
    wrongSamplers: null,
    sampler: 'DPM++ 2M',
    scheduler: 'Karras',
  },
  sd15: {
    steps: 25,
    guidance: 7,
    highestGuidance: ANY_GUIDANCE,
    wrongSamplers: null,
    sampler: 'DPM++ 2M',
    scheduler: 'Karras',
  },
};

/** The request in the family's own terms, and what had to change for it. */
export function inHabitsOf(
  family: ModelFamily,
  request: ImageRequest,
): { request: ImageRequest; degradations: Degradation[] } {
  const habits = HABITS[family];
  if (habits === undefined) {
    return { request, degradations: [] };
  }
  const degradations: Degradation[] = [];
  const guidance = guidanceFor(habits, family, request.guidance, degradations);
  const { sampler, scheduler } = samplerFor(habits, family, request, degradations);
  return {
    request: { ...request, steps: request.steps ?? habits.steps, guidance, sampler, scheduler },
    degradations,
  };
}

function guidanceFor(
  habits: FamilyHabits,
  family: ModelFamily,
  asked: number | null,
  degradations: Degradation[],
): number {
  if (asked === null) {
    return habits.guidance;
  }
  if (asked <= habits.highestGuidance) {
    return asked;
  }
  degradations.push({
    field: 'guidance',
    asked: String(asked),
    given: String(habits.guidance),
    why: `${family} models break above ${habits.highestGuidance}`,
  });
  return habits.guidance;
}

function samplerFor(
  habits: FamilyHabits,
  family: ModelFamily,
  request: ImageRequest,
  degradations: Degradation[],
): { sampler: string; scheduler: string } {
  const { sampler, scheduler } = request;
  if (sampler === null) {
    return { sampler: habits.sampler, scheduler: scheduler ?? habits.scheduler };
  }
  if (habits.wrongSamplers?.test(sampler) !== true) {
    return { sampler, scheduler: scheduler ?? habits.scheduler };
  }
  degradations.push({
    field: 'sampler',
    asked: sampler,
    given: habits.sampler,
    why: `${sampler} does not suit ${family} models`,
  });
  return { sampler: habits.sampler, scheduler: habits.scheduler };
}
