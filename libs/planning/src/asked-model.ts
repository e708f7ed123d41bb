import type { Degradation, ModelFamily, ModelLink } from '@fusionbridge/core';
import { isOpenAiName, modelNameOf } from '@fusionbridge/settings';

const OPENAI = 'openai';

/** Name prefixes that reveal the family of a model. */
const FAMILIES: readonly (readonly [RegExp, ModelFamily])[] = [[/^flux/i, 'flux']];

/** The link with the name that the client requested, if the vendor itself sells models under these names. */
export function underAskedName(link: ModelLink, asked: string | null): ModelLink {
  const name = asked === null ? null : modelNameOf(asked).toLowerCase();
  return name !== null && link.provider === OPENAI && link.vendorModel === '' && isOpenAiName(name)
    ? { ...link, vendorModel: name }
    : link;
}

/**
 * Says so where another model is bought than the name means. Names that mean no model that anybody sells today
 * (`dall-e-3`, `stablediffusion`, `default`) stand for whatever paints.
 * @param bought The vendor's own name of the model, where it may differ from the link's
 */
export function boughtInstead(
  asked: string | null,
  link: ModelLink,
  bought: string = link.vendorModel,
): Degradation[] {
  const name = asked === null ? '' : modelNameOf(asked);
  const why = bought.toLowerCase() === name.toLowerCase() ? null : whyNot(name, link);
  return why === null
    ? []
    : [{ field: 'model', asked: name, given: `${bought} of ${link.provider}`.trimStart(), why }];
}

function whyNot(name: string, { provider, family }: ModelLink): string | null {
  if (isOpenAiName(name)) {
    return provider === OPENAI ? 'the chain names another model' : `${provider} does not sell it`;
  }
  const meant = FAMILIES.find(([beginning]) => beginning.test(name))?.[1];
  return meant === undefined || family === meant || family === 'other'
    ? null
    : `it is a ${family} model, not a ${meant} one`;
}
