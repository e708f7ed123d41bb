import sharp from 'sharp';

const PNG = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
const PNG_END = Buffer.from('IEND');
const CHECKSUM = 4;
/** The same beginning as base64, as far as it does not depend on what follows. */
const PNG_IN_BASE64 = 'iVBORw0KGgo';

/** Every PNG in what a vendor was sent: as a file of a form, as a body, or as base64 anywhere in JSON. */
export function pngsWithin(body: Buffer): Buffer[] {
  return [...rawPngs(body), ...base64Pngs(body.toString('latin1'))];
}

function rawPngs(body: Buffer): Buffer[] {
  const found: Buffer[] = [];
  for (let start = body.indexOf(PNG); start >= 0; start = body.indexOf(PNG, start + 1)) {
    found.push(body.subarray(start, body.indexOf(PNG_END, start) + PNG_END.length + CHECKSUM));
  }
  return found;
}

function base64Pngs(text: string): Buffer[] {
  const pattern = new RegExp(`${PNG_IN_BASE64}[A-Za-z0-9+/]*={0,2}`, 'g');
  return [...text.matchAll(pattern)].map(([one]) => Buffer.from(one, 'base64'));
}

/** What a mask says is to be repainted, in either language: 255 where it is see-through, if it is anywhere, else where white. */
export async function repaintedBy(mask: Buffer): Promise<Buffer> {
  const image = sharp(mask);
  const { hasAlpha } = await image.metadata();
  const solid = !hasAlpha || (await image.stats()).isOpaque;
  return solid
    ? sharp(mask).removeAlpha().greyscale().toColourspace('b-w').raw().toBuffer()
    : sharp(mask).extractChannel('alpha').negate().toColourspace('b-w').raw().toBuffer();
}
