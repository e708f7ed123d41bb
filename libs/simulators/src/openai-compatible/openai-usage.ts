import { textOf, type Fields, type Understood } from './flavour.js';

/** Tokens of a picture of a square megapixel. */
const OUTPUT: Readonly<Record<string, number>> = {
  low: 272,
  medium: 1056,
  high: 4160,
  xhigh: 6240,
  max: 8320,
};
const SQUARE_MEGAPIXEL = 1024 * 1024;
const PARTIAL = 100;
const INPUT_IMAGE = 500;
const CHARACTERS_PER_TOKEN = 4;

/** What stands beside the pictures: how they were painted, and what OpenAI bills for it. */
export function paintedHow(
  fields: Fields,
  understood: Understood,
  inputImages: number,
): Record<string, unknown> {
  const asked = textOf(fields['quality']);
  const quality = OUTPUT[asked] === undefined ? 'high' : asked;
  return {
    background: fields['background'] === 'transparent' ? 'transparent' : 'opaque',
    output_format: understood.format ?? 'png',
    quality,
    size: `${understood.width}x${understood.height}`,
    usage: usageOf(understood, OUTPUT[quality] ?? 0, inputImages),
  };
}

function usageOf(understood: Understood, perMegapixel: number, inputImages: number): Record<string, unknown> {
  const { width, height, count, partials, prompt } = understood;
  const text = Math.ceil(prompt.length / CHARACTERS_PER_TOKEN);
  const image = inputImages * INPUT_IMAGE;
  const painted = Math.round((perMegapixel * width * height) / SQUARE_MEGAPIXEL) * count;
  const output = painted + (partials ?? 0) * PARTIAL;
  return {
    input_tokens: text + image,
    output_tokens: output,
    total_tokens: text + image + output,
    input_tokens_details: { text_tokens: text, image_tokens: image },
  };
}
