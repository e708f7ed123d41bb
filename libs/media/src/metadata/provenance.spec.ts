import type { Picture, PictureFormat } from '@fusionbridge/core';
import fc from 'fast-check';
import sharp from 'sharp';
import { withManifest } from '@fusionbridge/simulators';
import { hasContentCredentials } from './content-credentials.js';
import { readExif, writeExif } from './exif.js';
import { infotextOf } from './infotext.js';
import { inspectPicture } from '../picture/inspect-picture.js';
import { withPngTexts } from './png-text.js';
import { embedProvenance, type Provenance, readProvenance } from './provenance.js';
import { withWebpMetadata } from './webp-metadata.js';

const LIMITS = { maxPixels: 1_000_000 };
const noise = Buffer.from(Array.from({ length: 32 * 24 * 4 }, (_, index) => (index * 7919) % 251));

async function pictureOf(format: PictureFormat, lossless = false): Promise<Picture> {
  const image = sharp(noise, { raw: { width: 32, height: 24, channels: 4 } });
  const bytes = await image.toFormat(format, lossless ? { lossless } : {}).toBuffer();
  return inspectPicture(bytes, LIMITS);
}

/** The file as it would be read back. */
function embedded(picture: Picture, provenance: Provenance): Picture {
  const { format, pieces } = embedProvenance(picture, provenance);
  return { ...picture, format, bytes: Buffer.concat(pieces) };
}

async function pixelsOf(bytes: Buffer): Promise<Buffer> {
  return sharp(bytes).ensureAlpha().raw().toBuffer();
}

describe(embedProvenance.name, () => {
  it.each<[PictureFormat, boolean]>([
    ['png', false],
    ['jpeg', false],
    ['webp', false],
    ['webp', true],
  ])('goes into a %s (lossless: %s) and comes out again, pixels untouched', async (format, lossless) => {
    const picture = await pictureOf(format, lossless);
    const before = await pixelsOf(picture.bytes);
    const text = fc
      .string({ unit: 'grapheme', minLength: 1, maxLength: 80 })
      .filter((one) => !one.includes('\0'));
    await fc.assert(
      fc.asyncProperty(text, fc.jsonValue(), async (infotext, record) => {
        const file = embedded(picture, { infotext, record });
        const read = readProvenance(file.bytes);
        expect(read.infotext).toBe(infotext);
        expect(read.record).toEqual(JSON.parse(JSON.stringify(record)));
        expect(inspectPicture(file.bytes, LIMITS)).toMatchObject({ format, width: 32, height: 24 });
        expect((await pixelsOf(file.bytes)).equals(before)).toBe(true);
      }),
      { numRuns: 40 },
    );
  });

  it.each<PictureFormat>(['png', 'jpeg', 'webp'])('replaces what a %s had before', async (format) => {
    const once = embedded(await pictureOf(format), { infotext: 'old', record: { age: 1 } });
    const twice = embedded(once, { infotext: 'new', record: { age: 2 } });
    expect(readProvenance(twice.bytes)).toMatchObject({ infotext: 'new', record: { age: 2 } });
    expect(twice.bytes.includes('"age":1')).toBe(false);
  });

  it('leaves texts alone that others put into a PNG, whatever their names', async () => {
    const { bytes, ...picture } = await pictureOf('png');
    const others = { Comment: 'hello', constructor: 'mine', prompt: '{"3":{"class_type":"KSampler"}}' };
    const signed = embedded(
      { ...picture, bytes: Buffer.concat(withPngTexts(bytes, others)) },
      { infotext: 'text', record: 1 },
    );
    expect(readProvenance(signed.bytes)).toEqual({
      infotext: 'text',
      record: 1,
      items: { ...others, parameters: 'text', fusionbridge: '1' },
    });
  });

  it('reads a text under the name of a prototype as a text', async () => {
    const { bytes } = await pictureOf('png');
    const named = withPngTexts(bytes, Object.fromEntries([['__proto__', 'mine']]));
    expect(Object.entries(readProvenance(Buffer.concat(named)).items)).toEqual([['__proto__', 'mine']]);
  });

  it.each<PictureFormat>(['jpeg', 'webp'])('keeps the way a %s is turned', async (format) => {
    const turned = await sharp((await pictureOf('png')).bytes)
      .withMetadata({ orientation: 6 })
      .toFormat(format)
      .toBuffer();
    const signed = embedded(inspectPicture(turned, LIMITS), { infotext: 'a', record: null });
    const again = embedded(signed, { infotext: 'b', record: null });
    expect((await sharp(again.bytes).metadata()).orientation).toBe(6);
    expect(readProvenance(again.bytes).infotext).toBe('b');
  });

  it('writes EXIF that another reader understands', async () => {
    const signed = embedded(await pictureOf('jpeg'), { infotext: 'snow, \u96ea', record: { a: 1 } });
    const { exif = Buffer.alloc(0) } = await sharp(signed.bytes).metadata();
    expect(exif.includes(Buffer.from('snow, \u96ea', 'utf16le').swap16())).toBe(true);
    expect(exif.includes('{"a":1}')).toBe(true);
    const { exif: copied } = await sharp(await sharp(signed.bytes).keepExif().webp().toBuffer()).metadata();
    expect(copied?.includes('{"a":1}')).toBe(true);
  });

  it('reads a WebP whose EXIF has the mark of JPEG in front', async () => {
    const picture = await pictureOf('webp');
    const exif = writeExif({ userComment: 'marked', imageDescription: '', orientation: null });
    const marked = withWebpMetadata(picture.bytes, picture, {
      EXIF: Buffer.concat([Buffer.from('Exif\0\0', 'latin1'), exif]),
    });
    expect(readProvenance(Buffer.concat(marked)).infotext).toBe('marked');
  });

  it('keeps a long record where the format has room', async () => {
    for (const format of ['png', 'webp'] as const) {
      const record = 'x'.repeat(70_000);
      const signed = embedded(await pictureOf(format), { infotext: 'text', record });
      expect(readProvenance(signed.bytes).record).toBe(record);
    }
  });

  it('never crashes on damaged EXIF', () => {
    const whole = writeExif({ userComment: 'comment', imageDescription: 'description', orientation: 6 });
    fc.assert(
      fc.property(fc.nat({ max: whole.length - 1 }), fc.nat({ max: 255 }), fc.nat(), (at, byte, cut) => {
        const damaged = Buffer.from(whole);
        damaged[at] = byte;
        readExif(damaged.subarray(0, whole.length - (cut % whole.length)));
      }),
    );
  });

  it.each<PictureFormat>(['png', 'jpeg', 'webp'])(
    'says in the XMP of a %s that it was generated',
    async (format) => {
      const file = embedded(await pictureOf(format), { infotext: 'text', record: 1 });
      const again = embedded(file, { infotext: 'text', record: 1 });
      const { xmp } = await sharp(again.bytes).metadata();
      expect(xmp?.toString('utf8').match(/DigitalSourceType="[^"]*"/g)).toEqual([
        'DigitalSourceType="http://cv.iptc.org/newscodes/digitalsourcetype/trainedAlgorithmicMedia"',
      ]);
    },
  );

  it.each<PictureFormat>(['png', 'jpeg', 'webp'])('adds to what the XMP of a %s says', async (format) => {
    const credit = '<rdf:Description rdf:about="" photoshop:Credit="Made by a vendor"/>';
    const rdf = `<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF>${credit}</rdf:RDF></x:xmpmeta>`;
    const bytes = await sharp((await pictureOf('png')).bytes)
      .withXmp(rdf)
      .toFormat(format)
      .toBuffer();
    const file = embedded(inspectPicture(bytes, LIMITS), { infotext: 'text', record: 1 });
    const text = (await sharp(file.bytes).metadata()).xmp?.toString('utf8');
    expect(text).toContain('Made by a vendor');
    expect(text).toContain('trainedAlgorithmicMedia"/></rdf:RDF>');
  });

  it.each<PictureFormat>(['png', 'jpeg', 'webp'])('leaves a signed %s as it is', async (format) => {
    const picture = await pictureOf(format);
    expect(hasContentCredentials(picture)).toBe(false);
    const ours = embedded(picture, { infotext: 'text', record: 1 });
    expect(hasContentCredentials(ours)).toBe(false);
    const bytes = withManifest(picture.bytes, format);
    expect(inspectPicture(bytes, LIMITS)).toMatchObject({ format, width: 32, height: 24 });
    const theirs = embedded({ ...picture, bytes }, { infotext: 'text', record: 1 });
    expect(hasContentCredentials(theirs)).toBe(true);
    expect(theirs.bytes.equals(bytes)).toBe(true);
    expect(readProvenance(theirs.bytes)).toEqual({ infotext: null, record: null, items: {} });
  });

  it('leaves a picture as it is whose signature is kept elsewhere', async () => {
    const address = 'dcterms:provenance="https://vendor.example/manifest.c2pa"';
    const rdf = `<rdf:RDF><rdf:Description ${address}/></rdf:RDF>`;
    const bytes = await sharp((await pictureOf('png')).bytes)
      .withXmp(rdf)
      .jpeg()
      .toBuffer();
    const file = embedded(inspectPicture(bytes, LIMITS), { infotext: 'text', record: 1 });
    expect(file.bytes.equals(bytes)).toBe(true);
  });

  it('leaves the record out where a JPEG has no room for it', async () => {
    const file = embedded(await pictureOf('jpeg'), {
      infotext: 'text',
      record: 'x'.repeat(70_000),
    });
    expect(readProvenance(file.bytes)).toMatchObject({ infotext: 'text', record: null });
  });

  it('reads what other programs wrote, and nulls where nobody wrote anything', async () => {
    const picture = await pictureOf('png');
    expect(readProvenance(picture.bytes)).toEqual({ infotext: null, record: null, items: {} });
    const commented = await sharp(picture.bytes)
      .jpeg()
      .withExif({ IFD0: { ImageDescription: 'hello' } })
      .toBuffer();
    expect(readProvenance(commented)).toMatchObject({ infotext: null, record: null });
    expect(readProvenance(Buffer.from('no picture'))).toEqual({ infotext: null, record: null, items: {} });
  });
});

describe(infotextOf.name, () => {
  const facts = {
    prompt: 'a fox, snow',
    negativePrompt: '',
    steps: 20,
    sampler: 'Euler a',
    scheduler: 'Karras',
    guidance: 7,
    seed: 42,
    size: { width: 512, height: 768 },
    model: 'flux-dev',
    strength: null,
    loras: [],
    version: 'FusionBridge 0.1.0',
  };

  it('writes the line of A1111', () => {
    expect(infotextOf(facts)).toBe(
      'a fox, snow\nSteps: 20, Sampler: Euler a, Schedule type: Karras, CFG scale: 7, Seed: 42, Size: 512x768, Model: flux-dev, Version: FusionBridge 0.1.0',
    );
  });

  it('has a line for a negative prompt and quotes what a parser would split', () => {
    const text = infotextOf({
      ...facts,
      negativePrompt: 'blurry',
      loras: [
        { name: 'a', weight: 0.8 },
        { name: 'b', weight: 1 },
      ],
      extra: { Job: 'x:y' },
    });
    expect(text.split('\n')[1]).toBe('Negative prompt: blurry');
    expect(text).toContain('Loras: "a: 0.8, b: 1", Job: "x:y", Version');
  });

  it('names what a picture was made from and with, in the order of A1111', () => {
    const text = infotextOf({
      ...facts,
      strength: 0.5,
      loraHashes: { elena: '12ab34cd', marcus: '98fe' },
      extra: { Note: 'two\nlines' },
    });
    expect(text).toContain(
      'Model: flux-dev, Denoising strength: 0.5, Lora hashes: "elena: 12ab34cd, marcus: 98fe", Note: "two\\nlines", Version',
    );
  });
});
