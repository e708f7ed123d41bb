import { testSettings } from '@fusionbridge/testing';
import { CallerChoices } from './caller-choices.js';

const ANNA = { id: 'anna', owner: 'anna' };
const BERT = { id: 'bert', owner: 'bert' };
const MODELS = {
  default: 'meadow',
  models: [
    { id: 'meadow', aliases: ['dall-e-3'], chain: [] },
    { id: 'sketch', family: 'sd15', chain: [] },
  ],
};

function choose(choices: CallerChoices, settings: Record<string, unknown>): void {
  choices.keep(ANNA, choices.withSettings(choices.of(ANNA), settings).choices);
}

describe(CallerChoices.name, () => {
  it('begins with the default model and PNG', () => {
    const sut = new CallerChoices(testSettings(MODELS));
    expect(sut.titleFor(ANNA)).toBe('meadow');
    expect(sut.of(ANNA)).toEqual({ model: null, output: { format: 'png', quality: null } });
  });

  it("keeps each caller's own model", () => {
    const sut = new CallerChoices(testSettings(MODELS));
    choose(sut, { sd_model_checkpoint: 'sketch' });
    expect(sut.titleFor(ANNA)).toBe('sketch');
    expect(sut.titleFor(BERT)).toBe('meadow');
  });

  it('knows once of each choice that its caller waits for it, and not for long', () => {
    jest.useFakeTimers();
    const sut = new CallerChoices(testSettings(MODELS));
    expect(sut.awaitsChoice(ANNA)).toBe(false);
    choose(sut, { sd_model_checkpoint: 'sketch' });
    expect([sut.awaitsChoice(BERT), sut.awaitsChoice(ANNA), sut.awaitsChoice(ANNA)]).toEqual([
      false,
      true,
      false,
    ]);
    choose(sut, { sd_model_checkpoint: 'meadow' });
    jest.advanceTimersByTime(2000);
    expect(sut.awaitsChoice(ANNA)).toBe(false);
    jest.useRealTimers();
  });

  it.each([
    'sketch',
    'SKETCH',
    ' sketch ',
    'sketch.safetensors',
    'sketch.safetensors [0123abcd]',
    'sketch [0123abcd]',
  ])('knows the model by %p', (name) => {
    expect(new CallerChoices(testSettings(MODELS)).find(name)?.id).toBe('sketch');
  });

  it('knows a model by its alias, and tells its title', () => {
    const sut = new CallerChoices(testSettings(MODELS));
    choose(sut, { sd_model_checkpoint: 'dall-e-3' });
    expect(sut.titleFor(ANNA)).toBe('meadow');
  });

  it('keeps the model when no model has the name, and says so', () => {
    const sut = new CallerChoices(testSettings(MODELS));
    choose(sut, { sd_model_checkpoint: 'sketch' });
    const { choices, unknownModel } = sut.withSettings(sut.of(ANNA), { sd_model_checkpoint: 'nobody' });
    expect(choices.model?.id).toBe('sketch');
    expect(unknownModel).toBe('nobody');
  });

  it.each([
    [
      { samples_format: 'jpg', jpeg_quality: 60 },
      { format: 'jpeg', quality: 60 },
    ],
    [{ samples_format: 'WebP' }, { format: 'webp', quality: null }],
    [
      { samples_format: 'gif', jpeg_quality: 900 },
      { format: 'png', quality: null },
    ],
    [
      { samples_format: 7, jpeg_quality: '60', sd_model_checkpoint: null },
      { format: 'png', quality: null },
    ],
  ])('takes %j over as %j', (settings, output) => {
    const sut = new CallerChoices(testSettings(MODELS));
    expect(sut.withSettings(sut.of(ANNA), settings)).toEqual({
      choices: { model: null, output },
      unknownModel: null,
    });
  });
});
