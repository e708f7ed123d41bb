import { BridgeError } from '@fusionbridge/core';
import { sniffFormat } from '@fusionbridge/media';
import { type FormFile, isBlank } from '../../../bodies/index.js';
import { IMAGE_FIELDS, MASK_FIELDS, stemOf } from '../requests/picture-fields.js';

/** A picture as it was sent: bytes, or a text with its content or address. */
export interface SentPicture {
  /** For error messages. */
  readonly field: 'image' | 'mask';
  readonly content: Buffer | string;
}

/** The pictures of a body, in order. */
export interface SentPictures {
  readonly images: readonly SentPicture[];
  readonly mask: SentPicture | null;
}

/** OpenAI's own limit (contracts/clients.md §4.1). */
const MOST_IMAGES = 16;

/** Texts accepted in place of a file: an address, a `data:` URI, or base64 of PNG, JPEG, WebP, GIF, TIFF or AVIF. */
const TEXT = /^\s*(https?:\/\/|data:|iVBORw0KGgo|\/9j\/|UklGR|R0lGOD|SUkqA|TU0AK|AAAA[\w+/]{2}Z0eX)/i;
const TEXT_SAMPLE = 32;

/**
 * Finds the pictures of a form (`image`, `image[]`, `images`, each repeatable, and `mask`) or of JSON
 * (`images:[{image_url}]` and `mask:{image_url}` as in OpenAI's API, `image_url`, or plain texts).
 * @throws BridgeError `invalid_request` for too many pictures, and for values that are not pictures
 */
export function sentPictures(body: unknown, files: readonly FormFile[]): SentPictures {
  const fields = new Map<string, unknown>(
    typeof body === 'object' && body !== null ? Object.entries(body) : [],
  );
  const of = (names: readonly string[]): unknown[] => [
    ...files.filter(({ field, bytes }) => bytes.length > 0 && names.includes(stemOf(field))).map(textOrBytes),
    ...names.flatMap((name) => listed(fields.get(name))),
  ];
  const images = of(IMAGE_FIELDS).map((one) => sent('image', one));
  const [mask = null, ...moreMasks] = of(MASK_FIELDS).map((one) => sent('mask', one));
  if (images.length > MOST_IMAGES) {
    throw BridgeError.invalid(
      'image',
      `Invalid 'image': at most ${MOST_IMAGES} pictures. Found ${images.length}.`,
    );
  }
  if (moreMasks.length > 0) {
    throw BridgeError.invalid('mask', "Invalid 'mask': there can be only one.");
  }
  return { images, mask };
}

function listed(value: unknown): unknown[] {
  return [value].flat().filter((one) => !isBlank(one));
}

function textOrBytes({ bytes }: FormFile): Buffer | string {
  const isText = sniffFormat(bytes) === null && TEXT.test(bytes.toString('latin1', 0, TEXT_SAMPLE));
  return isText ? bytes.toString('latin1') : bytes;
}

function sent(field: SentPicture['field'], value: unknown): SentPicture {
  const content = contentOf(field, value);
  if (content === null) {
    throw BridgeError.invalid(
      field,
      `Invalid '${field}': must be a file, base64, a data: URI or an address, or {"image_url": …} with one.`,
    );
  }
  return { field, content };
}

function contentOf(field: string, value: unknown): Buffer | string | null {
  if (typeof value === 'string' || Buffer.isBuffer(value)) {
    return value;
  }
  if (typeof value !== 'object' || value === null) {
    return null;
  }
  const fields = new Map<string, unknown>(Object.entries(value));
  if (fields.has('file_id')) {
    throw new BridgeError({
      kind: 'unsupported',
      field: `${field}.file_id`,
      message: `Invalid '${field}': this bridge keeps no uploaded files. Send the picture, or its address as image_url.`,
    });
  }
  // Chat clients send {image_url: {url}}.
  const content = fields.get('image_url') ?? fields.get('b64_json') ?? fields.get('url') ?? null;
  return typeof content === 'object'
    ? contentOf(field, content)
    : typeof content === 'string'
      ? content
      : null;
}
