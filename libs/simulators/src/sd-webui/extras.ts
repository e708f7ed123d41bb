import { extentOf, type Fields, type Order, paint, type Reply } from '../kit/index.js';
import { MODEL_UPSCALERS } from './catalogue.js';
import { httpError } from './studio.js';

const RESAMPLERS = ['None', 'Lanczos', 'Nearest'];
const USUAL_RESIZE = 2;
const USUAL_SIDE = 512;
/** An upscaler draws detail in, but leaves what is there. */
const KEEP = 0.95;

/** `POST extra-single-image` (A1111 api/models.py `ExtrasBaseRequest`, postprocessing_upscale.py). */
export async function extrasOrderOf(fields: Fields): Promise<Order | Reply> {
  const source = pictureIn(fields);
  const extent = source === null ? null : await extentOf(source).catch(() => null);
  if (source === null || extent === null) {
    return httpError(500, 'Invalid encoded image');
  }
  const upscaler = typeof fields['upscaler_1'] === 'string' ? fields['upscaler_1'] : 'None';
  if (![...RESAMPLERS, ...MODEL_UPSCALERS].includes(upscaler)) {
    const errors = `could not find upscaler named ${upscaler}`;
    return { status: 500, body: { error: 'AssertionError', detail: '', body: '', errors } };
  }
  const size = sizeOf(fields, extent);
  return {
    size,
    paint: async (pace) => {
      await pace.halfWay();
      const keep = MODEL_UPSCALERS.includes(upscaler) ? KEEP : 1;
      return [await paint({ seed: 0, subject: upscaler, ...size }, { source, keep, mask: null })];
    },
    answer: ([enlarged]) => ({ html_info: '', image: enlarged?.toString('base64') ?? '' }),
  };
}

function pictureIn({ image }: Fields): Buffer | null {
  return typeof image === 'string' && image !== ''
    ? Buffer.from(image.replace(/^data:[^,]*,/, ''), 'base64')
    : null;
}

interface Extent {
  readonly width: number;
  readonly height: number;
}

/** Mode 1 without a crop gives the smallest size that covers what was asked. */
function sizeOf(fields: Fields, { width, height }: Extent): Extent {
  const number = (name: string, usual: number): number => Number(fields[name] ?? usual);
  const asked = {
    width: number('upscaling_resize_w', USUAL_SIDE),
    height: number('upscaling_resize_h', USUAL_SIDE),
  };
  if (number('resize_mode', 0) === 1 && fields['upscaling_crop'] !== false) {
    return asked;
  }
  const scale =
    number('resize_mode', 0) === 1
      ? Math.max(asked.width / width, asked.height / height)
      : number('upscaling_resize', USUAL_RESIZE);
  return { width: Math.round(width * scale), height: Math.round(height * scale) };
}
