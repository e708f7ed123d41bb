/** Complete request bodies for the documentation. */
export const GENERATION_EXAMPLES = {
  plain: { summary: 'A picture from text', value: { prompt: 'a red fox in the snow, watercolour' } },
  detailed: {
    summary: 'Size, seed and format',
    value: {
      model: 'default',
      prompt: 'a lighthouse at dusk',
      negative_prompt: 'people',
      n: 2,
      size: '1024x768',
      seed: 42,
      response_format: 'url',
      output_format: 'jpeg',
    },
  },
};

export const REPLAY_EXAMPLES = {
  same: { summary: 'The same picture', value: {} },
  changed: { summary: 'With another seed and size', value: { seed: 7, size: '512x512' } },
};
