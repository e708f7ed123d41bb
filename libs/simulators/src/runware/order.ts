import {
  bytesOfDataUri,
  type Canvas,
  encoded,
  extentOf,
  type Fields,
  isRecord,
  numberIn,
  paint,
  type QueuedOrder,
  type Reply,
  whiteMask,
} from '../kit/index.js';
import { mediaOf } from './input.js';
import { refusal } from './voices.js';

const CHOSEN_SEED = 424_242;
const USUAL_SIDE = 1024;
const USUAL_STRENGTH = 0.8;
/** They draw detail in, and leave what is there. */
const KEPT_BY_UPSCALERS = 0.95;

/** An order for pictures. */
export interface RunwareOrder extends QueuedOrder {
  readonly fields: Fields;
  readonly seed: number;
  readonly count: number;
  /** Ending of the file. */
  readonly format: 'png' | 'jpg' | 'webp';
}

/** The order, or why its pictures cannot be used. */
export async function orderOf(fields: Fields): Promise<RunwareOrder | Reply> {
  const size = {
    width: numberIn(fields, 'width', USUAL_SIDE),
    height: numberIn(fields, 'height', USUAL_SIDE),
  };
  const canvas = await canvasOf(fields, size).catch(() => undefined);
  if (canvas === undefined) {
    const { taskType, taskUUID } = fields;
    const complaint = {
      code: 'invalidSeedImage',
      message: 'The image cannot be read.',
      parameter: 'seedImage',
    };
    return refusal(400, complaint, { taskType, taskUUID });
  }
  const seed = numberIn(fields, 'seed', CHOSEN_SEED);
  const count = numberIn(fields, 'numberResults', 1);
  const { model, positivePrompt, negativePrompt, lora } = fields;
  const { referenceImages } = mediaOf(fields);
  const subject = JSON.stringify([model, positivePrompt, negativePrompt, lora, referenceImages]);
  const format = formatOf(fields);
  return {
    id: String(fields['taskUUID']),
    fields,
    size,
    seed,
    count,
    format,
    failure: null,
    paint: async (pace) => {
      await pace.halfWay();
      return Promise.all(
        Array.from({ length: count }, async (_, index) =>
          encoded(
            await paint({ ...size, seed: seed + index, subject }, canvas),
            format === 'jpg' ? 'jpeg' : format,
          ),
        ),
      );
    },
  };
}

/** The order for a larger picture, or why its picture cannot be used. */
export async function upscaleOrderOf(fields: Fields): Promise<RunwareOrder | Reply> {
  const { inputs } = fields;
  const source = bytesOfDataUri(isRecord(inputs) ? inputs['image'] : undefined);
  const extent = source === null ? null : await extentOf(source).catch(() => null);
  if (source === null || extent === null) {
    const { taskType, taskUUID } = fields;
    const complaint = {
      code: 'invalidInputImage',
      message: 'The image cannot be read.',
      parameter: 'inputs',
    };
    return refusal(400, complaint, { taskType, taskUUID });
  }
  const factor = numberIn(fields, 'upscaleFactor', 2);
  const size = { width: extent.width * factor, height: extent.height * factor };
  const format = formatOf(fields);
  return {
    id: String(fields['taskUUID']),
    fields,
    size,
    seed: 0,
    count: 1,
    format,
    failure: null,
    paint: async (pace) => {
      await pace.halfWay();
      const canvas = { source, keep: KEPT_BY_UPSCALERS, mask: null };
      const picture = await paint({ ...size, seed: 0, subject: String(fields['model']) }, canvas);
      return [await encoded(picture, format === 'jpg' ? 'jpeg' : format)];
    },
  };
}

/** The picture to start from; null where there is none. @throws where it is no picture */
async function canvasOf(fields: Fields, size: { width: number; height: number }): Promise<Canvas | null> {
  const { seedImage, maskImage } = mediaOf(fields);
  if (seedImage === undefined) {
    return null;
  }
  const source = bytesOfDataUri(seedImage) ?? Buffer.alloc(0);
  await extentOf(source);
  const mask =
    maskImage === undefined ? null : await whiteMask(bytesOfDataUri(maskImage) ?? Buffer.alloc(0), size);
  return { source, keep: 1 - numberIn(fields, 'strength', USUAL_STRENGTH), mask };
}

function formatOf({ outputFormat }: Fields): 'png' | 'jpg' | 'webp' {
  if (outputFormat === 'PNG') {
    return 'png';
  }
  return outputFormat === 'WEBP' ? 'webp' : 'jpg';
}
