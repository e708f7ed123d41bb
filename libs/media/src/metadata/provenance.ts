import type { Picture, PictureFormat } from '@fusionbridge/core';
import type { PictureInPieces } from '../store/picture-store.js';
import { hasContentCredentials } from './content-credentials.js';
import { NO_EXIF, readExif, writeExif } from './exif.js';
import { EXIF_MARK, fitsApp1, readJpegApp1, withJpegApp1, XMP_MARK } from './jpeg-app1.js';
import { readPngTexts, withPngTexts, XMP_KEYWORD } from './png-text.js';
import { sniffFormat } from '../picture/sniff-format.js';
import { readWebpMetadata, withWebpMetadata } from './webp-metadata.js';
import { markedAsGenerated, readXmp } from './xmp.js';

/** How a picture was generated: A1111's text for its tools, and the bridge's own record. */
export interface Provenance {
  readonly infotext: string;
  /** Any JSON value; no secrets. */
  readonly record: unknown;
}

export interface ReadProvenance {
  readonly infotext: string | null;
  /** null if there is none, or it is not valid JSON. */
  readonly record: unknown;
  /** Every text in the file by its keyword, but for XMP; ComfyUI's `prompt` and `workflow` among them. */
  readonly items: Readonly<Record<string, string>>;
}

/** The keyword A1111 and its clients read. */
const PARAMETERS = 'parameters';
const RECORD = 'fusionbridge';

/**
 * Embeds the provenance without touching a pixel: in PNG as text chunks; in JPEG and WebP as the EXIF fields
 * UserComment (A1111's text) and ImageDescription (the record as JSON). Replaces existing values of the same names.
 * Drops other EXIF fields except the orientation, without which viewers would show the picture differently. Adds XMP
 * that marks the picture as generated. Leaves signed files unchanged, because a changed byte would make them count as
 * tampered with.
 * @throws PictureError if the file is damaged
 */
export function embedProvenance(picture: Picture, provenance: Provenance): PictureInPieces {
  const { format, bytes } = picture;
  const pieces = hasContentCredentials(picture) ? [bytes] : EMBED[format](picture, provenance);
  return { format, pieces };
}

type Embed = (picture: Picture, provenance: Provenance) => readonly Buffer[];

const EMBED: Record<PictureFormat, Embed> = {
  png: (picture, { infotext, record }) =>
    withPngTexts(picture.bytes, {
      [PARAMETERS]: infotext,
      [RECORD]: textOf(record),
      [XMP_KEYWORD]: markedAsGenerated(readXmp(picture)),
    }),
  jpeg: (picture, { infotext, record }) => {
    const { bytes } = picture;
    const exif = shortExif(infotext, textOf(record), readJpegApp1(bytes, EXIF_MARK));
    const xmp = { mark: XMP_MARK, data: Buffer.from(markedAsGenerated(readXmp(picture)), 'utf8') };
    return withJpegApp1(bytes, [{ mark: EXIF_MARK, data: exif }, ...(fitsApp1(xmp) ? [xmp] : [])]);
  },
  webp: (picture, { infotext, record }) =>
    withWebpMetadata(picture.bytes, picture, {
      EXIF: exifOf(infotext, textOf(record), readWebpMetadata(picture.bytes, 'EXIF')),
      'XMP ': Buffer.from(markedAsGenerated(readXmp(picture)), 'utf8'),
    }),
};

function textOf(record: unknown): string {
  return JSON.stringify(record ?? null);
}

/**
 * Reads what any of the usual programs wrote; null for what the file does not have.
 * @throws PictureError if the file is damaged
 */
export function readProvenance(bytes: Buffer): ReadProvenance {
  switch (sniffFormat(bytes)) {
    case 'png':
      return fromPng(readPngTexts(bytes));
    case 'jpeg':
      return fromExif(readJpegApp1(bytes, EXIF_MARK));
    case 'webp':
      return fromExif(readWebpMetadata(bytes, 'EXIF'));
    default:
      return { infotext: null, record: null, items: {} };
  }
}

/** JPEG segments hold 64 KB, their head included. */
const LARGEST_EXIF = 65_000;

/** A record that does not fit is dropped; the prompt has precedence and is truncated if it alone is too long. */
function shortExif(infotext: string, record: string, before: Buffer | null): Buffer {
  const whole = exifOf(infotext, record, before);
  return whole.length <= LARGEST_EXIF ? whole : exifOf(infotext.slice(0, LARGEST_EXIF / 2 - 100), '', before);
}

function exifOf(infotext: string, record: string, before: Buffer | null): Buffer {
  const { orientation } = before === null ? NO_EXIF : readExif(before);
  return writeExif({ userComment: infotext, imageDescription: record, orientation });
}

function fromPng(texts: Record<string, string>): ReadProvenance {
  const items = Object.fromEntries(Object.entries(texts).filter(([keyword]) => keyword !== XMP_KEYWORD));
  return { infotext: items[PARAMETERS] ?? null, record: parsed(items[RECORD] ?? null), items };
}

function fromExif(block: Buffer | null): ReadProvenance {
  const { userComment, imageDescription } = block === null ? NO_EXIF : readExif(block);
  return {
    infotext: userComment,
    record: parsed(imageDescription),
    items: userComment === null ? {} : { [PARAMETERS]: userComment },
  };
}

function parsed(text: string | null): unknown {
  try {
    return text === null ? null : JSON.parse(text);
  } catch {
    return null;
  }
}
