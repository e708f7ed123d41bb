import { ProviderError, type ProviderPicture } from '@fusionbridge/core';
import { cutBase64 } from '@fusionbridge/media';
import { pictureAddress } from '@fusionbridge/http';
import { isCutOut, type PictureEntry, startsAsPicture } from './picture-entries.js';

/** Turns texts of one answer into bytes; `VendorResponse`. */
export interface TextBytes {
  /** @throws ProviderError for what is no base64 */
  bytesOf(text: string): Buffer;
}

/** For texts of answers that nothing was cut out of. */
export const WHOLE_TEXTS: TextBytes = cutBase64(Buffer.from('null'));

/** The vendor that responded, and its configured address. */
export interface AnsweringVendor {
  readonly id: string;
  /** `http://host:port` */
  readonly origin: string;
}

/** A picture, or where it can be fetched. */
export type LocatedPicture =
  { readonly bytes: Buffer } | { readonly url: string; readonly trustedOrigin: string };

const ADDRESS = /^(?:https?:)?\/\//i;
const DATA_URI = /^data:/i;
/** Prefixes that some vendors put before base64: `image/png;base64,`, `base64,`, `base64:`, `data: image/png;base64,`. */
const PREFIX = /^(?:data:)?\s*[\w.+/-]*\s*(?:;\s*[\w.+-]+\s*(?:=\s*[\w.+-]*)?\s*)*;?\s*base64\s*[,:]\s*/i;
/** Python's own way to write bytes, and quotes that came along. */
const WRAPPING = /^b?(['"])(.*)\1$/s;

/**
 * The picture behind one text of a vendor's answer: bare base64 (with line breaks, in either alphabet, after any
 * prefix), a `data:` URI, or an address, perhaps a relative one.
 * @throws ProviderError `accepted`, for what is none of them
 */
export function locatedPicture(text: string, answer: TextBytes, vendor: AnsweringVendor): LocatedPicture {
  const plain = WRAPPING.exec(text.trim())?.[2] ?? text.trim();
  if (isCutOut(plain)) {
    return { bytes: answer.bytesOf(plain) };
  }
  if (ADDRESS.test(plain)) {
    return pictureAddress(plain, vendor);
  }
  const base64 = inlineBase64(plain);
  if (base64 !== null) {
    return { bytes: answer.bytesOf(base64) };
  }
  return addressOrBytes(plain, answer, vendor);
}

/** The base64 of a text that says that it is some, or begins as a picture does; null for others. */
function inlineBase64(text: string): string | null {
  const prefix = PREFIX.exec(text)?.[0];
  if (prefix !== undefined) {
    return unescaped(text.slice(prefix.length));
  }
  return DATA_URI.test(text) || startsAsPicture(text) ? unescaped(text) : null;
}

/** In an address `+`, `/` and `=` may be written as `%2B`, `%2F` and `%3D`. */
function unescaped(text: string): string {
  return text.includes('%') ? text.replace(/%(?:2[bf]|3d|0[ad]|20)/gi, decodeURIComponent) : text;
}

/** A relative address looks like a path; what else is no whole address may be base64 of what we do not know. */
function addressOrBytes(text: string, answer: TextBytes, vendor: AnsweringVendor): LocatedPicture {
  const isPath = /^[./]|[./?][^/]*$/.test(text) && !/\s/.test(text);
  if (isPath || /^[a-z][a-z0-9.+-]*:/i.test(text)) {
    return pictureAddress(text, vendor);
  }
  try {
    return { bytes: answer.bytesOf(text) };
  } catch {
    throw new ProviderError({
      provider: vendor.id,
      kind: 'bad_response',
      outcome: 'accepted',
      message: `${vendor.id} answered with neither a picture nor an address of one`,
    });
  }
}

/** Facts about a picture besides its bytes. */
export type PictureFacts = Pick<ProviderPicture, 'seed' | 'flagged'>;

/**
 * The pictures of an answer. One that cannot be read does not lose the others.
 * @throws ProviderError `accepted`, where none can be read
 */
export function locatedPictures(
  entries: readonly PictureEntry[],
  answer: TextBytes,
  vendor: AnsweringVendor,
  factsOf: (entry: PictureEntry) => PictureFacts,
): ProviderPicture[] {
  let failure: unknown = null;
  const pictures = entries.flatMap((entry) => {
    try {
      return [{ ...factsOf(entry), ...locatedPicture(entry.text, answer, vendor) }];
    } catch (error) {
      failure ??= error;
      return [];
    }
  });
  if (pictures.length === 0 && failure !== null) {
    throw failure;
  }
  return pictures;
}
