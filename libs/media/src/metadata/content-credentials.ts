import type { Picture, PictureFormat } from '@fusionbridge/core';
import { headSegments } from './jpeg-app1.js';
import type { JpegSegment } from './jpeg-structure.js';
import { pieceWhere } from '../picture/picture-pieces.js';
import { pngChunks } from './png-structure.js';
import { webpChunks } from './webp-structure.js';
import { readXmp } from './xmp.js';

const APP11 = 0xeb;
/** Identifier, instance and number of the packet stand before the first box (ISO 19566-5, annex D). */
const JUMBF_BOX = 8;
/** Length, `jumb`, perhaps a long length, length, `jumd` and then the type of the content. */
const JUMBF_HEAD = 48;
/** In XMP: the address of a manifest that is kept elsewhere. It, too, is about exactly these bytes. */
const REMOTE_MANIFEST = 'dcterms:provenance';

/**
 * Whether the file is signed: it contains a C2PA manifest, or its XMP refers to one elsewhere. Changing a byte
 * invalidates the signature. Only walks the structure of the file; verifies nothing.
 * @throws PictureError if the file is damaged
 */
export function hasContentCredentials(picture: Pick<Picture, 'bytes' | 'format'>): boolean {
  return hasManifest(picture) || readXmp(picture)?.includes(REMOTE_MANIFEST) === true;
}

/** Where each format keeps it: C2PA specification, appendix A.3. */
function hasManifest({ bytes, format }: Pick<Picture, 'bytes' | 'format'>): boolean {
  const has: Record<PictureFormat, () => boolean> = {
    png: () => pieceWhere(pngChunks(bytes), ({ type }) => type === 'caBX') !== null,
    jpeg: () => pieceWhere(headSegments(bytes), isManifest) !== null,
    webp: () => pieceWhere(webpChunks(bytes), ({ type }) => type === 'C2PA') !== null,
  };
  return has[format]();
}

function isManifest({ marker, data }: JpegSegment): boolean {
  const head = data.toString('latin1', 0, JUMBF_BOX + JUMBF_HEAD);
  return marker === APP11 && head.startsWith('JP') && head.includes('jumb') && head.includes('c2pa');
}
