import { inflateSync } from 'node:zlib';
import type { Picture } from '@fusionbridge/core';
import { isSrgbProfile } from '../pixels/colour-profile.js';
import { headSegments } from './jpeg-app1.js';
import type { JpegSegment } from './jpeg-structure.js';
import { pieceWhere } from '../picture/picture-pieces.js';
import { isAnimatedPng, pngChunks } from './png-structure.js';
import { webpChunks } from './webp-structure.js';
import { readXmp } from './xmp.js';

/** What a file contains beyond the pixels of one picture; re-encoding loses it. */
export interface CarriedData {
  /** More than one frame, of which re-encoding keeps only the first. */
  readonly isAnimated: boolean;
  /** A gain map for HDR screens. */
  readonly hasGainMap: boolean;
  /** A profile other than sRGB; re-encoding converts the colours to sRGB. */
  readonly hasWideColours: boolean;
}

const APP2 = 0xe2;
const ICC_MARK = Buffer.from('ICC_PROFILE\0', 'latin1');
/** The mark, the number of the segment and how many there are. */
const ICC_HEAD = ICC_MARK.length + 2;
/** Adobe's and ISO's (21496-1) names of gain maps, in XMP and in APP2. */
const GAIN_MAP = ['hdrgm:', 'hdr-gain-map', 'HDRGainMap'];
const ISO_GAIN_MAP = Buffer.from('urn:iso:std:iso:ts:21496:-1', 'latin1');
/** Printing profiles have a megabyte or two. */
const MOST_INFLATED = 4_194_304;

/**
 * Only reads the structure of the file.
 * @throws PictureError if the file is damaged
 */
export function carriedDataOf(picture: Picture): CarriedData {
  const profile = profileOf(picture);
  return {
    isAnimated: isAnimated(picture),
    hasGainMap: hasGainMap(picture),
    hasWideColours: profile !== null && !isSrgbProfile(profile),
  };
}

function isAnimated({ bytes, format }: Picture): boolean {
  return (
    (format === 'png' && isAnimatedPng(bytes)) ||
    (format === 'webp' && pieceWhere(webpChunks(bytes), ({ type }) => type === 'ANIM') !== null)
  );
}

function hasGainMap(picture: Picture): boolean {
  if (picture.format !== 'jpeg') {
    return false;
  }
  const xmp = readXmp(picture) ?? '';
  return GAIN_MAP.some((name) => xmp.includes(name)) || app2(picture.bytes, ISO_GAIN_MAP) !== null;
}

/** Of a long profile in a JPEG only its first segment, where its description is. */
function profileOf({ bytes, format }: Picture): Buffer | null {
  switch (format) {
    case 'png':
      return inflatedProfile(pieceWhere(pngChunks(bytes), ({ type }) => type === 'iCCP')?.data);
    case 'webp':
      return pieceWhere(webpChunks(bytes), ({ type }) => type === 'ICCP')?.data ?? null;
    case 'jpeg':
      return app2(bytes, ICC_MARK)?.subarray(ICC_HEAD) ?? null;
  }
}

/** Behind its name and the number of the compression; null if it is damaged, as decoders take it. */
function inflatedProfile(data: Buffer | undefined): Buffer | null {
  try {
    return data === undefined
      ? null
      : inflateSync(data.subarray(data.indexOf(0) + 2), { maxOutputLength: MOST_INFLATED });
  } catch {
    return null;
  }
}

/** The first APP2 segment that begins with the mark. */
function app2(bytes: Buffer, mark: Buffer): Buffer | null {
  const isMarked = ({ marker, data }: JpegSegment): boolean =>
    marker === APP2 && data.subarray(0, mark.length).equals(mark);
  return pieceWhere(headSegments(bytes), isMarked)?.data ?? null;
}
