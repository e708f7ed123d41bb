import { bytesOfDataUri, type Canvas, extentOf, numberIn, type Reply, whiteMask } from '../kit/index.js';
import type { EndpointRules } from './catalogue.js';
import { unprocessable } from './voices.js';

const UNREADABLE = unprocessable({
  loc: ['body', 'image_url'],
  msg: 'Failed to load the image',
  type: 'image_load_error',
});

/** They draw detail in, and leave what is there. */
const KEPT_BY_UPSCALERS = 0.95;

interface Source {
  readonly size: { readonly width: number; readonly height: number };
  readonly canvas: Canvas;
}

/** The picture to paint over, or why it cannot be used. */
export async function sourceOf(
  fields: Readonly<Record<string, unknown>>,
  rules: EndpointRules,
  asked: { width: number; height: number },
): Promise<{ source: Source | null; unreadable: Reply | null }> {
  try {
    return { source: await canvasOf(fields, rules, asked), unreadable: null };
  } catch {
    return { source: null, unreadable: UNREADABLE };
  }
}

/** @throws where a picture that is needed is no data URI with a picture */
async function canvasOf(
  fields: Readonly<Record<string, unknown>>,
  rules: EndpointRules,
  asked: { width: number; height: number },
): Promise<Source | null> {
  if (rules.pictures === null) {
    return null;
  }
  const given = fields[rules.pictures];
  const source = bytesOfDataUri(Array.isArray(given) ? given[0] : given) ?? Buffer.alloc(0);
  const extent = await extentOf(source);
  const size = fields['image_size'] === undefined ? extent : asked;
  if (rules.enlarges === true) {
    const scale = numberIn(fields, 'scale', 2);
    const larger = { width: Math.round(extent.width * scale), height: Math.round(extent.height * scale) };
    return { size: larger, canvas: { source, keep: KEPT_BY_UPSCALERS, mask: null } };
  }
  const mask = rules.mask
    ? await whiteMask(bytesOfDataUri(fields['mask_url']) ?? Buffer.alloc(0), size)
    : null;
  return { size, canvas: { source, keep: 1 - numberIn(fields, 'strength', 0.85), mask } };
}
