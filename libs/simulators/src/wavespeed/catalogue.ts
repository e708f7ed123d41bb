/** What one model takes. */
export interface ModelRules {
  readonly maxLoras: number;
  /** The field that pictures go into; null where it takes none. */
  readonly pictures: 'image' | 'images' | null;
  readonly needsPicture: boolean;
  readonly price: number;
}

/** Models of WaveSpeed (contracts/vendors-a.md 3.3). */
export const MODELS: Readonly<Record<string, ModelRules>> = {
  'wavespeed-ai/flux-dev': { maxLoras: 0, pictures: null, needsPicture: false, price: 0.012 },
  'wavespeed-ai/flux-dev-lora': { maxLoras: 4, pictures: 'image', needsPicture: false, price: 0.015 },
  'wavespeed-ai/flux-krea-dev-lora': { maxLoras: 3, pictures: null, needsPicture: false, price: 0.025 },
  'wavespeed-ai/flux-fill-dev': { maxLoras: 3, pictures: 'image', needsPicture: true, price: 0.035 },
  'wavespeed-ai/flux-kontext-dev': { maxLoras: 0, pictures: 'image', needsPicture: true, price: 0.025 },
  'wavespeed-ai/flux-2-dev/text-to-image': { maxLoras: 0, pictures: null, needsPicture: false, price: 0.012 },
};

/** `GET /models`, with the limits that programs read at run time. */
export function modelList(limits: Readonly<Record<string, number>>): unknown[] {
  return Object.entries(MODELS).map(([id, { maxLoras, price }]) => ({
    model_id: id,
    name: id,
    type: 'text-to-image',
    base_price: price,
    formula: '',
    api_schema: {
      api_schemas: [
        {
          type: 'model_run',
          request_schema: {
            type: 'object',
            required: ['prompt'],
            properties: {
              prompt: { type: 'string' },
              ...(maxLoras === 0 ? {} : { loras: { type: 'array', maxItems: limits[id] ?? maxLoras } }),
            },
          },
        },
      ],
    },
  }));
}
