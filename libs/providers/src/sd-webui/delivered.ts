import type { Degradation, VendorRequest, ProviderImages } from '@fusionbridge/core';
import { parseLooseJson } from '@fusionbridge/media';
import type { VendorResponse } from '@fusionbridge/http';
import { type AnsweringVendor, locatedPictures } from '../protocol/pictures/index.js';
import { type GenerationAnswer, GenerationInfo } from './sd-webui.schemas.js';

/** What was asked, of whom, and how it was ordered. */
interface Ordered {
  readonly vendor: AnsweringVendor;
  readonly request: VendorRequest;
  readonly vendorModel: string;
  /** The guidance went as `distilled_cfg_scale`. */
  readonly isDistilled: boolean;
}

const MOST_ENTRIES = 20_000;

/** The pictures of an answer, without a grid, and what the server did otherwise than asked. */
export function delivered(
  answer: Pick<VendorResponse<GenerationAnswer>, 'value' | 'bytesOf'>,
  { vendor, request, vendorModel, isDistilled }: Ordered,
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
    degradations:
      info === null
        ? []
        : [
            ...differences(info, request, vendorModel),
            ...(isDistilled ? unheardGuidance(info, request) : []),
          ],
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

/** Models and samplers the server does not have are replaced by it without a word (api.py, sd_samplers.py). */
function differences(info: GenerationInfo, request: VendorRequest, vendorModel: string): Degradation[] {
  const model = info.sd_model_name;
  const sampler = info.sampler_name;
  return [
    ...(vendorModel !== '' && typeof model === 'string' && !sameModel(vendorModel, model)
      ? [replaced('model', vendorModel, model)]
      : []),
    ...(request.sampler !== null && typeof sampler === 'string' && !sameSampler(request.sampler, sampler)
      ? [replaced('sampler', request.sampler, sampler)]
      : []),
  ];
}

function replaced(field: string, asked: string, given: string): Degradation {
  return { field, asked, given, why: `the server does not have this ${field}` };
}

/** `folder/name.safetensors [hash]`, `name.safetensors` and `name` are one model. */
function sameModel(asked: string, used: string): boolean {
  return bareName(asked) === bareName(used);
}

function bareName(model: string): string {
  return model
    .replace(/\s*\[\w+\]$/, '')
    .replace(/\.(?:safetensors|ckpt|gguf)$/i, '')
    .replace(/^.*[\\/]/, '')
    .toLowerCase();
}

/** A schedule behind the name (`DPM++ 2M Karras`) is split off by the server; aliases are written `k_euler_a`. */
function sameSampler(asked: string, used: string): boolean {
  return asked.toLowerCase().startsWith(used.toLowerCase()) || /^[a-z0-9_]+$/.test(asked);
}
