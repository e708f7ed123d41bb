import type { Simulator } from '@fusionbridge/simulators';

/** What the upstreams ask for, in UPSTREAM_KEY. */
export const KEY = 'sk-upstream-key-1';

/** One model over paid upstreams, `up1` first. */
export function modelsOver(...simulators: Simulator[]): object {
  const upstreams = simulators.map(({ url }, index) => ({
    name: `up${index + 1}`,
    baseUrl: `${url}/v1`,
    keyVariable: 'UPSTREAM_KEY',
    dialect: { seed: true, negativePrompt: true, steps: true, guidance: true, maxCount: 4 },
  }));
  return {
    default: 'main',
    models: [
      {
        id: 'main',
        family: 'other',
        aliases: ['dall-e-3', 'gpt-image-1'],
        chain: upstreams.map(({ name }) => ({ provider: name, model: 'painter' })),
      },
    ],
    upstreams,
  };
}
