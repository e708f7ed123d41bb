import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { filled } from './fill.js';
import type { LoadedLora } from './lora-chain.js';
import type { Template } from './template.js';
import { readWorkflows } from './workflow-library.js';

const GOOD = {
  a: { class_type: 'UNETLoader', inputs: { unet_name: '{{checkpoint:a.safetensors}}' } },
  b: {
    class_type: 'LoraLoaderModelOnly',
    inputs: { model: ['a', 0], lora_name: '{{lora}}', strength_model: '{{lora_weight}}' },
  },
  c: { class_type: 'Painter', inputs: { model: ['b', 0], text: '{{prompt}}', seed: '{{seed}}' } },
};

describe(readWorkflows, () => {
  let folder: string;

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'fusionbridge-workflows-'));
  });

  afterEach(() => rmSync(folder, { recursive: true }));

  function write(content: unknown, name = 'own.text.json'): void {
    writeFileSync(join(folder, name), typeof content === 'string' ? content : JSON.stringify(content));
  }

  function theTemplate(): Template {
    const template = readWorkflows(folder).get('own')?.text;
    if (template === undefined) {
      throw new Error('there is no template');
    }
    return template;
  }

  it('gathers the operations of each workflow', () => {
    write(GOOD);
    const source = { class_type: 'LoadImage', inputs: { image: '{{source}}' } };
    write({ ...GOOD, d: source }, 'own.image.json');
    write(GOOD, 'other.text.json');
    expect([...readWorkflows(folder)].map(([name, one]) => [name, Object.keys(one)])).toEqual([
      ['other', ['text']],
      ['own', ['image', 'text']],
    ]);
  });

  it.each<[string, LoadedLora[], unknown]>([
    ['none', [], { c: ['a', 0] }],
    ['one', [{ file: 'x', weight: 1 }], { b: ['a', 0], c: ['b', 0] }],
    [
      'three',
      [
        { file: 'x', weight: 1 },
        { file: 'y', weight: 1 },
        { file: 'z', weight: 1 },
      ],
      { b: ['a', 0], b_2: ['b', 0], b_3: ['b_2', 0], c: ['b_3', 0] },
    ],
  ])('links the model through a chain of LoRAs: %s', (_, loras, links) => {
    write(GOOD);
    const graph = filled(theTemplate(), { prompt: 'p', seed: 1 }, loras);
    const models = Object.entries(graph).flatMap(([id, { inputs }]) =>
      inputs['model'] === undefined ? [] : [[id, inputs['model']]],
    );
    expect(Object.fromEntries(models)).toEqual(links);
  });

  it('leaves words of a client alone that look like a slot', () => {
    write(GOOD);
    expect(filled(theTemplate(), { prompt: '{{seed}}', seed: 1 }, [])['c']?.inputs).toMatchObject({
      text: '{{seed}}',
    });
  });

  it.each<[string, unknown, string]>([
    ['no JSON', '{', 'workflows/own.text.json: (whole file): found no valid JSON'],
    ['a list', [], 'allowed: an object of nodes by their ids'],
    [
      "the editor's format",
      { nodes: [], links: [] },
      'allowed: the API format: in ComfyUI, Workflow > Export (API)',
    ],
    ['a broken node', { ...GOOD, d: { inputs: {} } }, 'node d: found something else'],
    [
      'an unknown slot',
      { ...GOOD, d: { class_type: 'X', inputs: { y: '{{promt}}' } } },
      'node d (X), input y: found "{{promt}}"; allowed: one slot and nothing around it: {{prompt}}, {{negative_prompt}}',
    ],
    [
      'a slot inside a text',
      { ...GOOD, d: { class_type: 'X', inputs: { y: 'photo of {{prompt}}' } } },
      'node d (X), input y: found "photo of {{prompt}}"; allowed: one slot and nothing around it',
    ],
    [
      'a slot without the default it needs',
      { ...GOOD, d: { class_type: 'X', inputs: { y: '{{steps}}' } } },
      'allowed: a value for when nobody asks for one, such as {{steps:…}}',
    ],
    [
      'a default that is no number',
      { ...GOOD, d: { class_type: 'X', inputs: { y: '{{steps:many}}' } } },
      'allowed: a number behind the colon of {{steps:…}}',
    ],
    [
      'a link to nothing',
      { ...GOOD, d: { class_type: 'X', inputs: { y: ['z', 0] } } },
      'node d (X), input y: found ["z",0]; allowed: the id of a node of this file: a, b, c, d',
    ],
    [
      'a weight without a LoRA',
      { ...GOOD, d: { class_type: 'X', inputs: { y: '{{lora_weight}}' } } },
      'allowed: {{lora_weight}} only in a node that has {{lora}}',
    ],
    [
      'a LoRA that cannot be chained',
      { ...GOOD, d: { class_type: 'X', inputs: { lora_name: '{{lora}}' } } },
      'node d (X): found {{lora}} without a link; allowed: a link in its input model',
    ],
    [
      'no prompt',
      { a: GOOD.a },
      '(whole file): found no {{prompt}}; allowed: {{prompt}} in one of the nodes',
    ],
  ])('refuses %s, with file, node and what is allowed', (_, content, message) => {
    write(content);
    expect(() => readWorkflows(folder)).toThrow(message);
  });

  it('refuses a template for repainting without a mask', () => {
    const source = { class_type: 'LoadImage', inputs: { image: '{{source}}' } };
    write({ ...GOOD, d: source }, 'own.inpaint.json');
    expect(() => readWorkflows(folder)).toThrow('own.inpaint.json: (whole file): found no {{mask}}');
  });

  it('refuses names that say no operation, and a folder without templates', () => {
    expect(() => readWorkflows(folder)).toThrow('COMFYUI_WORKFLOWS: found no templates there');
    write(GOOD, 'own.json');
    expect(() => readWorkflows(folder)).toThrow(
      'workflows/own.json: (name of the file): found own.json; allowed: <workflow>.<operation>.json',
    );
  });
});
