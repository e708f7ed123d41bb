import { newImageRequest, type SelectedLora } from '@fusionbridge/core';
import { SettingsModule } from '@fusionbridge/settings';
import { modelsWithChain, testSettings } from '@fusionbridge/testing';
import { Test, type TestingModule } from '@nestjs/testing';
import { PlanningModule } from './planning.module.js';
import { Wording } from './wording.js';

const PASSAGE =
  'Rain drips from the black hood of the cloak as Elena pushes the heavy tavern door open. ' +
  'Her violet eyes scan the dim candlelight. She remembers her mother and thinks of the long way home, ' +
  'and wonders whether anybody will know her here. Marcus sits at the corner table in worn leather armour, ' +
  'both hands folded around a mug of ale, and does not look up. "You are late," he says at last. ' +
  'She lowers the hood, letting long silver hair spill over her shoulders, and smirks at him.';

describe(Wording.name, () => {
  let module: TestingModule;
  let wording: Wording;

  beforeAll(async () => {
    module = await Test.createTestingModule({
      imports: [SettingsModule.with(testSettings(modelsWithChain('other', 'sandbox'))), PlanningModule],
    }).compile();
    await module.init();
    wording = module.get(Wording);
  });

  afterAll(() => module.close());

  it('makes a prompt of a passage, in which the names and triggers that were found survive', async () => {
    const request = newImageRequest({ prompt: PASSAGE });
    const summary = await wording.summarized(request, ['Elena', 'Marcus', 'candlelight']);
    expect(summary.by).toBe('extract');
    expect(summary.prompt.length).toBeLessThan(PASSAGE.length);
    expect(summary.prompt).toMatch(/Elena/);
    expect(summary.prompt).toMatch(/Marcus/);
    expect(summary.prompt).toMatch(/candlelight/);
  });

  it('leaves a short prompt as it is', async () => {
    expect(await wording.summarized(newImageRequest({ prompt: 'a red fox' }), [])).toMatchObject({
      prompt: 'a red fox',
      by: 'none',
    });
  });

  it('puts the words of LoRAs around the summary, and their negative words behind those of the client', () => {
    const lora: SelectedLora = {
      name: 'elena',
      weight: 0.8,
      reason: 'keyword',
      words: { triggers: ['ohwx'], prepend: 'photo of', append: 'soft light', negative: 'cartoon' },
    };
    const request = newImageRequest({ prompt: PASSAGE, negativePrompt: 'blurry' });
    const worded = wording.worded(request, { prompt: 'Elena, hood', by: 'llm', why: '' }, [lora]);
    expect(worded).toEqual({
      prompt: 'photo of, Elena, hood, ohwx, soft light',
      negativePrompt: 'blurry, cartoon',
    });
  });
});
