import type {
  Degradation,
  ImageRequest,
  ModelFamily,
  ProviderCapabilities,
  VendorRequest,
} from '@fusionbridge/core';
import type { PresetValues } from '@fusionbridge/settings';

/** Values that a family of models does not support. */
interface FamilyHabits {
  /** Above this the family's pictures break; its default is used instead. */
  readonly highestGuidance: number;
  /** Samplers the family cannot use: those made for noise prediction. */
  readonly wrongSamplers: RegExp | null;
  /** Noise schedules the family cannot use with any sampler. */
  readonly wrongSchedulers: RegExp | null;
}

const NOISE_PREDICTION_ONLY = /ddim|plms|ddpm|unipc|sde|ancestral|\ba\b|restart|lcm|karras/i;
/** Made for noise levels from 0 to 14, or tabulated for Stable Diffusion; in flow models noise goes from 0 to 1. */
const NOISE_LEVELS_OF_DIFFUSION = /karras|exponential|turbo|align.?your.?steps/i;

/**
 * Flow models are trained with distilled guidance around 3.5 and straight paths: cfg 7 and DDIM, which A1111 clients
 * send by default, give burnt pictures (contracts/clients.md, surprise 12).
 */
const FLOW = { wrongSamplers: NOISE_PREDICTION_ONLY, wrongSchedulers: NOISE_LEVELS_OF_DIFFUSION };

const HABITS: Partial<Record<ModelFamily, FamilyHabits>> = {
  flux: { highestGuidance: 5, ...FLOW },
  sd3: { highestGuidance: 6.5, ...FLOW },
};

const ANYTHING: FamilyHabits = {
  highestGuidance: Number.POSITIVE_INFINITY,
  wrongSamplers: null,
  wrongSchedulers: null,
};

/** What a vendor model has a field for; of anything else the family's habits do not matter. */
type Fields = Pick<ProviderCapabilities, 'steps' | 'guidance' | 'sampler'>;

const HABITUAL = ['steps', 'guidance', 'sampler', 'scheduler', 'strength'] as const;

/** False for a degradation of a value that came from a default of a family, an edit or a dialect, not the client. */
export function wasAsked(request: ImageRequest, { field }: Degradation): boolean {
  const habitual = HABITUAL.find((name) => name === field);
  const isPresumed = request.presumed?.some((name) => name === field) === true;
  return habitual === undefined || (request[habitual] !== null && !isPresumed);
}

/**
 * The request in the family's own terms, and what had to change for it.
 * @param usual Taken where the client says nothing, or what the family cannot take
 */
export function inHabitsOf(
  family: ModelFamily,
  request: VendorRequest,
  fields: Fields,
  usual: PresetValues,
): { request: VendorRequest; degradations: Degradation[] } {
  const habits = HABITS[family] ?? ANYTHING;
  const degradations: Degradation[] = [];
  const named = (field: 'sampler' | 'scheduler', wrong: RegExp | null): string | null =>
    suitable(field, { asked: request[field], wrong, usual: usual[field] ?? null, family }, degradations);
  return {
    request: {
      ...request,
      ...(fields.steps === null ? {} : { steps: request.steps ?? usual.steps ?? null }),
      ...(fields.guidance === null
        ? {}
        : { guidance: guidanceFor(habits, family, request, { usual, degradations }) }),
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

/** What the operator wrote down as usual is not measured: only clients send a guidance without knowing the model. */
function guidanceFor(
  { highestGuidance }: FamilyHabits,
  family: ModelFamily,
  { guidance: asked }: ImageRequest,
  { usual, degradations }: { usual: PresetValues; degradations: Degradation[] },
): number | null {
  const given = usual.guidance ?? null;
  if (asked === null || asked <= highestGuidance) {
    return asked ?? given;
  }
  degradations.push({
    field: 'guidance',
    asked: String(asked),
    given: String(given ?? "the vendor's own"),
    why: `${family} models break above ${highestGuidance}`,
  });
  return given;
}

/** The requested value if it suits the family, else the family's default. */
function suitable(
  field: 'sampler' | 'scheduler',
  choice: { asked: string | null; wrong: RegExp | null; usual: string | null; family: ModelFamily },
  degradations: Degradation[],
): string | null {
  const { asked, wrong, usual, family } = choice;
  if (asked === null || wrong?.test(asked) !== true) {
    return asked ?? usual;
  }
  degradations.push({
    field,
    asked,
    given: usual ?? "the vendor's own",
    why: `${asked} does not suit ${family} models`,
  });
  return usual;
}
