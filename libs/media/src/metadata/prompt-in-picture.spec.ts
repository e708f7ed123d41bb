import { promptInPicture } from './prompt-in-picture.js';
import type { ReadProvenance } from './provenance.js';

const NOTHING: ReadProvenance = { infotext: null, record: null, items: {} };

function comfy(items: Record<string, unknown>): ReadProvenance {
  const texts = Object.entries(items).map(([name, value]) => [name, JSON.stringify(value)]);
  return { ...NOTHING, items: Object.fromEntries(texts) };
}

const SDXL = {
  '3': {
    class_type: 'KSampler',
    inputs: { seed: 1, positive: ['6', 0], negative: ['7', 0], model: ['4', 0], latent_image: ['5', 0] },
  },
  '4': { class_type: 'CheckpointLoaderSimple', inputs: { ckpt_name: 'sdxl.safetensors' } },
  '6': { class_type: 'CLIPTextEncode', inputs: { text: 'a red fox in the snow', clip: ['4', 1] } },
  '7': { class_type: 'CLIPTextEncode', inputs: { text: 'blurry', clip: ['4', 1] } },
};

const FLUX = {
  '13': { class_type: 'SamplerCustomAdvanced', inputs: { noise: ['25', 0], guider: ['22', 0] } },
  '22': { class_type: 'BasicGuider', inputs: { model: ['30', 0], conditioning: ['26', 0] } },
  '26': { class_type: 'FluxGuidance', inputs: { guidance: 3.5, conditioning: ['6', 0] } },
  '6': { class_type: 'CLIPTextEncode', inputs: { text: ['40', 0], clip: ['11', 0] } },
  '40': { class_type: 'PrimitiveStringMultiline', inputs: { value: 'a lighthouse at night' } },
};

const EDITOR = {
  nodes: [
    {
      id: 3,
      type: 'KSampler',
      inputs: [
        { name: 'positive', link: 4 },
        { name: 'negative', link: 6 },
      ],
      widgets_values: [1, 'fixed'],
    },
    { id: 7, type: 'CLIPTextEncode', inputs: [{ name: 'clip', link: 5 }], widgets_values: ['blurry'] },
    { id: 6, type: 'CLIPTextEncode', inputs: [{ name: 'clip', link: 3 }], widgets_values: ['a paper boat'] },
  ],
  links: [
    [4, 6, 0, 3, 1, 'CONDITIONING'],
    [6, 7, 0, 3, 2, 'CONDITIONING'],
  ],
};

describe(promptInPicture, () => {
  it('takes the words of the client before what was made of them', () => {
    const record = {
      software: 'FusionBridge',
      originalPrompt: 'elena at sea',
      prompt: 'elena at sea, trigger',
    };
    expect(promptInPicture({ ...NOTHING, record, infotext: 'elena at sea, trigger\nSteps: 20' })).toBe(
      'elena at sea',
    );
  });

  it("reads A1111's parameters without their settings", () => {
    const infotext =
      'a red fox\nin the snow\nNegative prompt: blurry\nSteps: 20, Sampler: Euler, CFG scale: 7, Seed: 1';
    expect(promptInPicture({ ...NOTHING, infotext })).toBe('a red fox\nin the snow');
  });

  it.each([
    ['a graph as it ran', { prompt: SDXL }, 'a red fox in the snow'],
    ['guiders and primitive nodes', { prompt: FLUX }, 'a lighthouse at night'],
    ['a graph as the editor shows it', { workflow: EDITOR }, 'a paper boat'],
    ['the run graph before the shown one', { prompt: SDXL, workflow: EDITOR }, 'a red fox in the snow'],
  ])("digs ComfyUI's prompt out of %s", (_what, items, prompt) => {
    expect(promptInPicture(comfy(items))).toBe(prompt);
  });

  it("reads Python's NaN", () => {
    const text = JSON.stringify(SDXL).replace('"seed":1', '"seed":NaN');
    expect(promptInPicture({ ...NOTHING, items: { prompt: text } })).toBe('a red fox in the snow');
  });

  it('finds nothing in circles, in other texts and in nothing', () => {
    const circle = {
      '1': { class_type: 'KSampler', inputs: { positive: ['2', 0] } },
      '2': {
        class_type: 'ConditioningCombine',
        inputs: { conditioning_1: ['2', 0], conditioning: ['1', 0] },
      },
    };
    expect(promptInPicture(comfy({ prompt: circle }))).toBeNull();
    expect(
      promptInPicture({ ...NOTHING, items: { prompt: 'a prompt as some other program writes it' } }),
    ).toBeNull();
    expect(promptInPicture({ ...NOTHING, record: { software: 'FusionBridge' }, infotext: '' })).toBeNull();
    expect(promptInPicture(NOTHING)).toBeNull();
  });
});
