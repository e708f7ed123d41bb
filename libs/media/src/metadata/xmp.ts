import type { Picture, PictureFormat } from '@fusionbridge/core';
import { readJpegApp1, XMP_MARK } from './jpeg-app1.js';
import { readPngTexts, XMP_KEYWORD } from './png-text.js';
import { readWebpMetadata } from './webp-metadata.js';

/** IPTC's term for pictures that a trained model made (IPTC NewsCodes, Digital Source Type). */
const GENERATED = 'http://cv.iptc.org/newscodes/digitalsourcetype/trainedAlgorithmicMedia';

const MARKING =
  '<rdf:Description xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" rdf:about="" ' +
  'xmlns:Iptc4xmpExt="http://iptc.org/std/Iptc4xmpExt/2008-02-29/" ' +
  `Iptc4xmpExt:DigitalSourceType="${GENERATED}"/>`;

const PACKET =
  '<?xpacket begin="\uFEFF" id="W5M0MpCehiHzreSzNTczkc9d"?>' +
  '<x:xmpmeta xmlns:x="adobe:ns:meta/">' +
  `<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">${MARKING}</rdf:RDF>` +
  '</x:xmpmeta><?xpacket end="r"?>';

const END_OF_DESCRIPTIONS = '</rdf:RDF>';

/**
 * The XMP packet of a file.
 * @throws PictureError if the file is damaged
 */
export function readXmp({ bytes, format }: Pick<Picture, 'bytes' | 'format'>): string | null {
  const read: Record<PictureFormat, () => string | null> = {
    png: () => readPngTexts(bytes)[XMP_KEYWORD] ?? null,
    jpeg: () => readJpegApp1(bytes, XMP_MARK)?.toString('utf8') ?? null,
    webp: () => readWebpMetadata(bytes, 'XMP ')?.toString('utf8') ?? null,
  };
  return read[format]();
}

/**
 * A packet that says that the picture was generated, for machines. What others said stays; where they named a source
 * type themselves, all of it. A packet that is no XMP is replaced.
 * @param before The packet of the file; null if it has none
 */
export function markedAsGenerated(before: string | null): string {
  if (before?.includes('DigitalSourceType') === true) {
    return before;
  }
  const end = before?.lastIndexOf(END_OF_DESCRIPTIONS) ?? -1;
  return before === null || end === -1 ? PACKET : `${before.slice(0, end)}${MARKING}${before.slice(end)}`;
}
