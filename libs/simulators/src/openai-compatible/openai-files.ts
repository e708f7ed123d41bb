import { extentOf, type Reply } from '../kit/index.js';
import type { Files } from './flavour.js';
import { invalid, openAiError } from './openai-voices.js';

const MOST_IMAGES = 16;

/** What OpenAI finds wrong with the pictures of an edit. */
export async function checkFiles({ images, mask, names }: Files): Promise<Reply | null> {
  if (images.length > MOST_IMAGES) {
    return invalid('image', `Too many images: at most ${MOST_IMAGES}.`);
  }
  if (names.filter((name) => name === 'image').length > 1) {
    const message = "Duplicate parameter: 'image'. Use the array syntax instead e.g. 'image[]=<value>'.";
    return openAiError(400, message, { code: 'duplicate_parameter', param: 'image' });
  }
  const [one] = await Promise.all(images.map(extentOrNothing));
  if (one === null) {
    return invalid('image', 'Invalid image file or mode, please check your image file.');
  }
  return one === undefined || mask === null ? null : wrongMask(await extentOrNothing(mask), one);
}

type Extent = Awaited<ReturnType<typeof extentOf>>;

async function extentOrNothing(picture: Buffer): Promise<Extent | null> {
  return extentOf(picture).catch(() => null);
}

function wrongMask(other: Extent | null, one: Extent): Reply | null {
  if (other === null) {
    return invalid('mask', 'Invalid mask image file.');
  }
  if (!other.hasAlpha) {
    return invalid('mask', 'The mask must be a PNG with an alpha channel.');
  }
  return one.width === other.width && one.height === other.height
    ? null
    : invalid('mask', 'The mask must have the size of the image.');
}
