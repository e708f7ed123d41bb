import type { Degradation, VendorRequest, ProviderImages } from '@fusionbridge/core';
import { parseLooseJson } from '@fusionbridge/media';
import type { VendorResponse } from '@fusionbridge/http';
import { type AnsweringVendor, locatedPictures } from '../protocol/pictures/index.js';
import { type GenerationAnswer, GenerationInfo } from './sd-webui.schemas.js';

/** What was asked, of whom, and how it was ordered. */
interface Ordered {
  readonly vendor: AnsweringVendor;
  readonly request: VendorRequest;
  /** The guidance went as `distilled_cfg_scale`. */
  readonly isDistilled: boolean;
}

const MOST_ENTRIES = 20_000;

/** The pictures of an answer, without a grid, and what the server did otherwise than asked. */
export function delivered(
  answer: Pick<VendorResponse<GenerationAnswer>, 'value' | 'bytesOf'>,
  { vendor, request, isDistilled }: Ordered,
): ProviderImages {
  const info = infoOf(answer.value.info);
  const { pictures } = answer.value;
  const first = firstPicture(pictures.length, request.count, info);
  const wanted = pictures.slice(first, first + request.count);
  return {
    pictures: locatedPictures(wanted, answer, vendor, (entry) => ({
      seed: info?.all_seeds?.[wanted.indexOf(entry)] ?? null,
      flagged: false,
    })),
    cost: { usd: 0, source: 'free' },
    servedModel: info?.sd_model_name ?? undefined,
    degradations:
      info === null
        ? []
        : [...replacedSampler(info, request), ...(isDistilled ? unheardGuidance(info, request) : [])],
  };
}

/** Nothing hangs on `info`: sd.cpp leaves it empty. */
function infoOf(info: unknown): GenerationInfo | null {
  try {
    const facts = typeof info === 'string' ? parseLooseJson(Buffer.from(info), MOST_ENTRIES) : info;
    return GenerationInfo.parse(facts);
  } catch {
    return null;
  }
}

/** With several pictures A1111 may put a grid of all of them first (processing.py: index_of_first_image). */
function firstPicture(came: number, asked: number, info: GenerationInfo | null): number {
  const first = info?.index_of_first_image;
  if (typeof first === 'number') {
    return came > asked ? first : 0;
  }
  return asked > 1 && came === asked + 1 ? 1 : 0;
}

/** Only Forge has distilled guidance, and names it in its parameters; the others pass over the field. */
function unheardGuidance({ infotexts }: GenerationInfo, { guidance }: VendorRequest): Degradation[] {
  const [first] = infotexts ?? [];
  return guidance === null || first === undefined || first.includes('Distilled CFG Scale:')
    ? []
    : [
        {
          field: 'guidance',
          asked: String(guidance),
          given: 'dropped',
          why: 'the server has no distilled guidance; Forge has',
        },
      ];
}

/** A sampler that the server does not have is replaced without a word (sd_samplers.py); so is a model, see `servedModel`. */
function replacedSampler({ sampler_name: used }: GenerationInfo, { sampler }: VendorRequest): Degradation[] {
  return sampler === null || typeof used !== 'string' || sameSampler(sampler, used)
    ? []
    : [{ field: 'sampler', asked: sampler, given: used, why: 'the server does not have this sampler' }];
}

/** A schedule behind the name (`DPM++ 2M Karras`) is split off by the server; aliases are written `k_euler_a`. */
function sameSampler(asked: string, used: string): boolean {
  return asked.toLowerCase().startsWith(used.toLowerCase()) || /^[a-z0-9_]+$/.test(asked);
}
