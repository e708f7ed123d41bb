import {
  type Degradation,
  limitsOf,
  type LoraLimits,
  type LoraSource,
  loraNameKey,
  type LoraSources,
  loraSourcesOf,
  type ModelLink,
  type ProviderCapabilities,
  type SelectedLora,
  type VendorOperation,
} from '@fusionbridge/core';
import { nearestIn, rangeReason } from './cuts.js';

const SOURCE_NAMES: Record<LoraSource, string> = {
  url: 'an address',
  air: 'an AIR id',
  file: 'the name of a file',
  huggingface: 'a Hugging Face repository',
};

const NONE = 'the vendor takes no LoRA';
const NONE_HERE = 'the vendor takes LoRAs only for other operations, such as painting from text';

/** The LoRA capabilities of a link of a chain. */
type LoraLink = Pick<ModelLink, 'provider' | 'family'>;

interface Asked {
  readonly operation: VendorOperation;
  readonly loras: readonly SelectedLora[];
}

interface FittedLoras {
  readonly kept: readonly SelectedLora[];
  readonly degradations: readonly Degradation[];
}

/**
 * The LoRAs that one link of a chain can apply, under its own names and within its weight range. Those it cannot apply
 * are dropped before its limit is applied, so that they do not displace others.
 */
export function fitLoras(
  link: LoraLink,
  capabilities: ProviderCapabilities,
  { operation, loras }: Asked,
): FittedLoras {
  const { loras: limits, anyLoraFamily = false } = limitsOf(capabilities, operation);
  if (limits === null) {
    const why = capabilities.loras === null ? NONE : NONE_HERE;
    return { kept: [], degradations: loras.map((lora) => dropped(lora, why)) };
  }
  const family = anyLoraFamily ? 'other' : link.family;
  const degradations: Degradation[] = [];
  const usable: SelectedLora[] = [];
  for (const lora of loras.map((one) => asKnownTo(link.provider, one))) {
    const why = unusable(lora, family, limits);
    if (why === null) {
      usable.push(lora);
    } else {
      degradations.push(dropped(lora, why));
    }
  }
  const tooMany = usable
    .slice(limits.max)
    .map((lora) => dropped(lora, `the vendor takes at most ${limits.max}`));
  const weighed = usable.slice(0, limits.max).map((lora) => weightedWithin(limits, lora));
  return {
    kept: weighed.map(({ lora }) => lora),
    degradations: [...degradations, ...tooMany, ...weighed.flatMap((one) => one.degradations)],
  };
}

function asKnownTo(provider: string, lora: SelectedLora): SelectedLora {
  const id = lora.providerIds?.[provider];
  return id === undefined ? lora : { ...lora, sources: loraSourcesOf({ name: id, weight: 1 }) };
}

function unusable(
  lora: SelectedLora,
  family: ModelLink['family'],
  { sources: kinds, available }: LoraLimits,
): string | null {
  if (lora.base !== undefined && family !== 'other' && lora.base !== family) {
    return `it was trained for ${lora.base}, and this is ${family}`;
  }
  const sources = loraSourcesOf(lora);
  if (kinds.some((kind) => sources[kind] !== undefined)) {
    const names = [lora.name, sources.file ?? lora.name].map(loraNameKey);
    const isThere = available === undefined || names.some((name) => available.has(name));
    return isThere ? null : 'the server has no LoRA of this name';
  }
  const needs = `the vendor needs ${kinds.map((kind) => SOURCE_NAMES[kind]).join(' or ')} for it`;
  return isBareName(lora, sources) ? `no LoRA of this name is known, and ${needs}` : needs;
}

/** The catalogue knows words of its LoRAs; of another one there is nothing but what a client wrote. */
function isBareName({ words, sources }: SelectedLora, read: LoraSources): boolean {
  const isAnywhere = [read.url, read.air, read.huggingface].some((place) => place !== undefined);
  return words === undefined && sources === undefined && !isAnywhere;
}

function dropped(lora: SelectedLora, why: string): Degradation {
  return { field: 'loras', asked: `${lora.name}:${lora.weight}`, given: 'dropped', why };
}

function weightedWithin(
  { weight: range }: LoraLimits,
  lora: SelectedLora,
): { lora: SelectedLora; degradations: Degradation[] } {
  const { name, weight: asked } = lora;
  const weight = nearestIn(range, asked);
  if (weight === asked) {
    return { lora, degradations: [] };
  }
  const note = { asked: `${name}:${asked}`, given: `${name}:${weight}`, why: rangeReason(range) };
  return { lora: { ...lora, weight }, degradations: [{ field: 'loras', ...note }] };
}
