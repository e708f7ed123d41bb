import type { Degradation, ImageRequest, ModelFamily, ProviderCapabilities } from '@fusionbridge/core';

/** How a family of models wants to be driven. */
interface FamilyHabits {
  /** Taken where the client says nothing. */
  readonly steps: number;
  readonly guidance: number;
  /** Above this the family's pictures break; the default is taken instead. */
  readonly highestGuidance: number;
  /** Samplers the family cannot use: those made for noise prediction. */
  readonly wrongSamplers: RegExp | null;
  /** Schedules of noise the family cannot use, with whatever sampler. */
  readonly wrongSchedulers: RegExp | null;
  readonly sampler: string;
  readonly scheduler: string;
}

const NOISE_PREDICTION_ONLY = /ddim|plms|ddpm|unipc|sde|ancestral|\ba\b|restart|lcm|karras/i;
/** Made for noise levels from 0 to 14, or tabulated for Stable Diffusion; in flow models noise goes from 0 to 1. */
const NOISE_LEVELS_OF_DIFFUSION = /karras|exponential|turbo|align.?your.?steps/i;
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
    wrongSchedulers: NOISE_LEVELS_OF_DIFFUSION,
    sampler: 'Euler',
    scheduler: 'Simple',
  },
  sd3: {
    steps: 28,
    guidance: 4.5,
    highestGuidance: 6.5,
    wrongSamplers: NOISE_PREDICTION_ONLY,
    wrongSchedulers: NOISE_LEVELS_OF_DIFFUSION,
    sampler: 'Euler',
    scheduler: 'Simple',
  },
  sdxl: {
    steps: 30,
    guidance: 6,
    highestGuidance: ANY_GUIDANCE,
    wrongSamplers: null,
    wrongSchedulers: null,
    sampler: 'DPM++ 2M',
    scheduler: 'Karras',
  },
  sd15: {
    steps: 25,
    guidance: 7,
    highestGuidance: ANY_GUIDANCE,
    wrongSamplers: null,
    wrongSchedulers: null,
    sampler: 'DPM++ 2M',
    scheduler: 'Karras',
  },
};

/** What a vendor model has a field for; of anything else the family's habits do not matter. */
type Fields = Pick<ProviderCapabilities, 'steps' | 'guidance' | 'sampler'>;

const HABITUAL = ['steps', 'guidance', 'sampler', 'scheduler'] as const;

/** False for a cut in a value that only the habits of a family put into the request. */
export function wasAsked(request: ImageRequest, { field }: Degradation): boolean {
  const habitual = HABITUAL.find((name) => name === field);
  return habitual === undefined || request[habitual] !== null;
}

/** The request in the family's own terms, and what had to change for it. */
export function inHabitsOf(
  family: ModelFamily,
  request: ImageRequest,
  fields: Fields,
): { request: ImageRequest; degradations: Degradation[] } {
  const habits = HABITS[family];
  if (habits === undefined) {
    return { request, degradations: [] };
  }
  const degradations: Degradation[] = [];
  const named = (field: 'sampler' | 'scheduler', wrong: RegExp | null): string =>
    suitable(field, { asked: request[field], wrong, usual: habits[field], family }, degradations);
  return {
    request: {
      ...request,
      ...(fields.steps ? { steps: request.steps ?? habits.steps } : {}),
      ...(fields.guidance ? { guidance: guidanceFor(habits, family, request.guidance, degradations) } : {}),
      ...(fields.sampler
        ? {
            sampler: named('sampler', habits.wrongSamplers),
            scheduler: named('scheduler', habits.wrongSchedulers),
          }
        : {}),
    },
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

/** What was asked where it suits the family, else what the family usually takes. */
function suitable(
  field: 'sampler' | 'scheduler',
  choice: { asked: string | null; wrong: RegExp | null; usual: string; family: ModelFamily },
  degradations: Degradation[],
): string {
  const { asked, wrong, usual, family } = choice;
  if (asked === null || wrong?.test(asked) !== true) {
    return asked ?? usual;
  }
  degradations.push({ field, asked, given: usual, why: `${asked} does not suit ${family} models` });
  return usual;
}
