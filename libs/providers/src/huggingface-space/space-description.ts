import type { Range } from '@fusionbridge/core';
import type { Mapping } from './mapping.js';
import type { SpaceDescription } from './space-api.js';

/** Components that take a picture as a file. */
const PICTURE_INPUTS = new Set(['Image', 'File']);
const MOST_NAMES = 10;

/** The number by which the app calls a function. */
export function functionIndex({ config }: SpaceDescription, endpoint: string): number | null {
  const place = config.dependencies.findIndex(({ api_name: name }) => `/${String(name)}` === endpoint);
  return place === -1 ? null : (config.dependencies[place]?.id ?? place);
}

/** Whether the function has a parameter of that name. */
export function hasParameter({ info }: SpaceDescription, endpoint: string, name: string): boolean {
  const { parameters = [] } = info.named_endpoints[endpoint] ?? {};
  return parameters.some(({ parameter_name: known }) => known === name);
}

/** What shows each of its results, hidden states left out. */
export function resultComponents({ info }: SpaceDescription, endpoint: string): readonly string[] {
  return (info.named_endpoints[endpoint]?.returns ?? []).map(({ component }) => component);
}

/** What the operator has to change, and in which setting. */
export interface Misfit {
  readonly why: string;
  readonly setting: 'HF_SPACE_ENDPOINT' | 'HF_SPACE_PARAMETERS';
}

/** Why no order can go to this function as it is mapped; null where all is well. */
export function misfitOf(description: SpaceDescription, endpoint: string, mapping: Mapping): Misfit | null {
  const { config, info } = description;
  const { parameters } = info.named_endpoints[endpoint] ?? {};
  if (parameters === undefined || functionIndex(description, endpoint) === null) {
    const why = `the app has no ${endpoint}: set HF_SPACE_ENDPOINT to one of ${namesIn(info.named_endpoints)}`;
    return { why, setting: 'HF_SPACE_ENDPOINT' };
  }
  if ((usesQueue(config, endpoint) ?? config.enable_queue) === false) {
    return { why: `${endpoint} has no queue that could be followed`, setting: 'HF_SPACE_ENDPOINT' };
  }
  const mapped = new Set(mapping.fields.map(({ name }) => name));
  const missing = parameters.find((one) => !one.parameter_has_default && !mapped.has(one.parameter_name));
  if (missing !== undefined) {
    const why = `${endpoint} needs ${missing.parameter_name}: give it in HF_SPACE_PARAMETERS`;
    return { why, setting: 'HF_SPACE_PARAMETERS' };
  }
  const known = new Map(parameters.map((one) => [one.parameter_name, one.component]));
  const why = whyUnfitFields(known, endpoint, mapping);
  return why === null ? null : { why, setting: 'HF_SPACE_PARAMETERS' };
}

function whyUnfitFields(
  known: ReadonlyMap<string, string>,
  endpoint: string,
  mapping: Mapping,
): string | null {
  for (const field of mapping.fields) {
    const component = known.get(field.name);
    if ('word' in field && field.word === 'prompt' && component === undefined) {
      return `${endpoint} has no parameter ${field.name} for the prompt: see HF_SPACE_PARAMETERS`;
    }
    if ('word' in field && field.word === 'image' && !PICTURE_INPUTS.has(component ?? '')) {
      const hint = component === 'Textbox' ? 'a text may take {image_url}' : 'see HF_SPACE_PARAMETERS';
      return `${endpoint} takes no picture as ${field.name}: ${hint}`;
    }
  }
  return null;
}

function usesQueue(config: SpaceDescription['config'], endpoint: string): boolean | null | undefined {
  return config.dependencies.find(({ api_name: name }) => `/${String(name)}` === endpoint)?.queue;
}

function namesIn(endpoints: SpaceDescription['info']['named_endpoints']): string {
  const names = Object.keys(endpoints);
  return names.length === 0 ? '(it has none)' : names.slice(0, MOST_NAMES).join(', ');
}

/**
 * What the sliders and number fields of a function allow, by the names of its parameters. One without both ends allows
 * everything. Gradio lists the inputs of a function and its parameters in the same order, hidden states left out.
 */
export function rangesOf({ config, info }: SpaceDescription, endpoint: string): ReadonlyMap<string, Range> {
  const { parameters = [] } = info.named_endpoints[endpoint] ?? {};
  const inputs =
    config.dependencies.find(({ api_name: name }) => `/${String(name)}` === endpoint)?.inputs ?? [];
  const components = inputs
    .flatMap((id) => config.components.find((one) => one.id === id) ?? [])
    .filter(({ type }) => type !== 'state');
  return new Map(
    parameters.flatMap(({ parameter_name: name }, place) => {
      const { minimum, maximum } = components[place]?.props ?? {};
      return typeof minimum === 'number' && typeof maximum === 'number' && minimum <= maximum
        ? [[name, { min: minimum, max: maximum }] as const]
        : [];
    }),
  );
}
