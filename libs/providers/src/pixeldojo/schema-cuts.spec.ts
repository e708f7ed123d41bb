import { newImageRequest } from '@fusionbridge/core';
import { sheetOf } from './model-sheet.js';
import { cutToSchema } from './schema-cuts.js';

const ANY = {};
const fox = newImageRequest({ prompt: 'a fox', seed: 7 });
const loras = [
  { name: 'acme/style', weight: 0.6 },
  { name: 'acme/elena', weight: 1 },
];

function fieldsCut(properties: object, given: object, mostLoras = 8): [string, string, string][] {
  const sheet = sheetOf({ properties: { prompt: ANY, seed: ANY, ...properties } }, null);
  const { degradations } = cutToSchema({ ...fox, ...given }, sheet, mostLoras);
  return degradations.map(({ field, asked, given: to }) => [field, asked, to]);
}

describe(cutToSchema, () => {
  it('leaves a request alone that the schema takes', () => {
    const properties = {
      num_outputs: { maximum: 4 },
      guidance_scale: ANY,
      num_inference_steps: ANY,
      hf_loras: ANY,
      lora_scales: ANY,
    };
    const asked = { ...fox, count: 4, steps: 28, guidance: 3.5, loras };
    const sheet = sheetOf({ properties: { seed: ANY, ...properties } }, null);
    expect(cutToSchema(asked, sheet, 8)).toEqual({ request: asked, degradations: [] });
  });

  it('drops what the schema has no field for', () => {
    const asked = { steps: 28, guidance: 3.5, loras, count: 2 };
    expect(fieldsCut({}, asked)).toEqual([
      ['loras', 'acme/style:0.6', 'dropped'],
      ['loras', 'acme/elena:1', 'dropped'],
      ['steps', '28', 'dropped'],
      ['guidance', '3.5', 'dropped'],
      ['count', '2', '1'],
    ]);
    const seedless = sheetOf({ properties: { prompt: ANY } }, null);
    expect(cutToSchema(fox, seedless, 8)).toMatchObject({
      request: { seed: null },
      degradations: [{ field: 'seed', asked: '7', given: 'dropped' }],
    });
  });

  it('brings numbers to the ranges of the schema', () => {
    const properties = {
      guidance_scale: { minimum: 2, maximum: 5 },
      num_inference_steps: { minimum: 1, maximum: 12 },
    };
    expect(fieldsCut(properties, { steps: 28, guidance: 1 })).toEqual([
      ['steps', '28', '12'],
      ['guidance', '1', '2'],
    ]);
  });

  it('keeps the first LoRAs, as many as model and operator allow', () => {
    expect(fieldsCut({ hf_lora: ANY, lora_scale: ANY }, { loras })).toEqual([
      ['loras', 'acme/elena:1', 'dropped'],
    ]);
    expect(fieldsCut({ hf_loras: ANY, lora_scales: ANY }, { loras }, 0)).toHaveLength(2);
  });
});
