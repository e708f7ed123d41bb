/** What a model does; hf-inference runs each for one task. */
export type Task = 'text-to-image' | 'image-to-image';

/** Models of hf-inference here. */
export const MODELS: Readonly<Record<string, Task>> = {
  'black-forest-labs/FLUX.1-schnell': 'text-to-image',
  'stabilityai/stable-diffusion-xl-base-1.0': 'text-to-image',
  'acme/painter': 'text-to-image',
  'black-forest-labs/FLUX.1-Kontext-dev': 'image-to-image',
  'acme/instruct-pix2pix': 'image-to-image',
};

/** Known to the hub, and run by others only. */
const ELSEWHERE = 'black-forest-labs/FLUX.1-dev';

/** What the hub says of a model; null where it has none of that name. */
export function hubEntryOf(model: string): Record<string, unknown> | null {
  const task = MODELS[model];
  if (task !== undefined) {
    return {
      id: model,
      // The official Python client asks what a model is for before it calls it.
      pipeline_tag: task,
      inferenceProviderMapping: { 'hf-inference': { status: 'live', providerId: model, task } },
    };
  }
  return model === ELSEWHERE
    ? {
        id: model,
        pipeline_tag: 'text-to-image',
        inferenceProviderMapping: [
          { provider: 'together', status: 'live', providerId: model, task: 'text-to-image' },
          { provider: 'fal-ai', status: 'live', providerId: 'fal-ai/flux/dev', task: 'text-to-image' },
        ],
      }
    : null;
}
