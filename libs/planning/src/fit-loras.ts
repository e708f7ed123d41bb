import {
  type Degradation,
  type LoraSource,
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
  return kinds.some((kind) => sources[kind] !== undefined)
    ? null
    : `the vendor needs ${kinds.map((kind) => SOURCE_NAMES[kind]).join(' or ')} for it`;
}

function dropped(lora: SelectedLora, why: string): Degradation {
  return { field: 'loras', asked: `${lora.name}:${lora.weight}`, given: 'dropped', why };
}
