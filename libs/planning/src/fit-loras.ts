import {
  type Degradation,
  type LoraSource,
  type LoraSources,
  loraSourcesOf,
  type ModelLink,
  type ProviderCapabilities,
  type SelectedLora,
} from '@fusionbridge/core';

const SOURCE_NAMES: Record<LoraSource, string> = {
  url: 'an address',
  air: 'an AIR id',
  file: 'the name of a file',
  huggingface: 'a Hugging Face repository',
};

/**
 * The LoRAs that one link of a chain can apply, under the names it knows them by. Those it cannot take are left out
 * before its limit is counted: they must not cost another its place.
 */
export function fitLoras(
  link: ModelLink,
  { maxLoras, loraSources }: ProviderCapabilities,
  loras: readonly SelectedLora[],
): { kept: readonly SelectedLora[]; degradations: Degradation[] } {
  const degradations: Degradation[] = [];
  const usable: SelectedLora[] = [];
  for (const lora of loras.map((one) => asKnownTo(link.provider, one))) {
    const why = maxLoras === 0 ? 'the vendor takes no LoRA' : unusable(lora, link, loraSources);
    if (why === null) {
      usable.push(lora);
    } else {
      degradations.push(dropped(lora, why));
    }
  }
  const tooMany = usable.slice(maxLoras).map((lora) => dropped(lora, `the vendor takes at most ${maxLoras}`));
  return { kept: usable.slice(0, maxLoras), degradations: [...degradations, ...tooMany] };
}

function asKnownTo(provider: string, lora: SelectedLora): SelectedLora {
  const id = lora.providerIds?.[provider];
  return id === undefined ? lora : { ...lora, sources: loraSourcesOf({ name: id, weight: 1 }) };
}

function unusable(lora: SelectedLora, { family }: ModelLink, kinds: readonly LoraSource[]): string | null {
  if (lora.base !== undefined && family !== 'other' && family !== 'sandbox' && lora.base !== family) {
    return `it was trained for ${lora.base}, and this is ${family}`;
  }
  const sources = loraSourcesOf(lora);
  if (kinds.some((kind) => sources[kind] !== undefined)) {
    return null;
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
