import { BridgeError, type Degradation, formatSize, type Size } from '@fusionbridge/core';
import type { ImageBody } from './image-body.dto.js';

/** A side beyond these limits is an error; sizes within them that a vendor cannot generate are snapped and reported. */
const SMALLEST_SIDE = 16;
const LARGEST_SIDE = 8192;

/** Tiers and aspect ratios name no pixels; every model supports multiples of this. */
const STEP = 16;
/** Side of a square picture of the tier, in pixels. */
const TIERS: Readonly<Record<string, number>> = { '1K': 1024, '2K': 2048, '4K': 4096 };
const USUAL_TIER = '1K';
const FIELDS = ['size', 'resolution', 'aspect_ratio'] as const;

/** The fields of a body that determine the size of the picture. */
export type SizeFields = Pick<ImageBody, (typeof FIELDS)[number]>;

/** Context for resolving a size: the input picture and the client's field names. */
export interface SizeContext {
  /** The input picture, whose aspect ratio is the default. */
  readonly source: Size | null;
  /** Area in pixels if neither a size nor a tier is given. Default: the smallest tier. */
  readonly area?: number;
  readonly nameOf: (field: string) => string;
}

/** A size, or null for the model's default, and the fields that it overrides. */
export interface SizeWish {
  readonly size: Size | null;
  readonly leftOut: readonly Degradation[];
}

/** One parsed size field. */
interface Word {
  readonly field: (typeof FIELDS)[number];
  readonly text: string;
}

/**
 * Resolves the size that a body asks for: exact sides, or an aspect ratio (`16:9`) and a tier (`2K`), each from the
 * field that gives it, combined into sides of that area and ratio in multiples of 16.
 * @throws BridgeError `invalid_request` for sides outside 16 to 8192
 */
export function sizeWishOf(body: SizeFields, context: SizeContext): SizeWish {
  const words = FIELDS.flatMap((field): Word[] => {
    const text = body[field];
    return text === undefined || text === 'auto' ? [] : [{ field, text }];
  });
  const exact = words.find(({ text }) => /^\d+x\d+$/.test(text));
  const tier = exact ?? words.find(({ text }) => text.endsWith('K'));
  const shape = exact ?? words.find(({ text }) => text.includes(':'));
  const size = exact === undefined ? shapedSize(shape, tier, context) : sidesOf(exact.text);
  const deciding = exact ?? shape ?? tier;
  if (size === null || deciding === undefined) {
    return { size: null, leftOut: [] };
  }
  check(size, context.nameOf(deciding.field), deciding.text);
  const others = words.filter((word) => word !== exact && word !== tier && word !== shape);
  return { size, leftOut: others.flatMap((word) => gaveWay(word, size, context)) };
}

function shapedSize(
  shape: Word | undefined,
  tier: Word | undefined,
  { source, area: usual }: SizeContext,
): Size | null {
  if (shape === undefined && tier === undefined) {
    return null;
  }
  const side = TIERS[tier?.text ?? USUAL_TIER] ?? 0;
  const area = tier === undefined ? (usual ?? side * side) : side * side;
  const ratio = shape === undefined ? ratioOf(source) : ratioIn(shape.text);
  return { width: stepped(Math.sqrt(area * ratio)), height: stepped(Math.sqrt(area / ratio)) };
}

function ratioOf(source: Size | null): number {
  return source === null ? 1 : source.width / source.height;
}

/** `0:1` gives a side outside the limits. */
function ratioIn(text: string): number {
  const [width = 1, height = 1] = text.split(':').map(Number);
  return width / height;
}

function stepped(side: number): number {
  return Math.round(side / STEP) * STEP;
}

function sidesOf(text: string): Size {
  const [width = 0, height = 0] = text.split('x').map(Number);
  return { width, height };
}

function check({ width, height }: Size, field: string, found: string): void {
  // Written so that NaN, the ratio of 0:0, is out of bounds as well.
  if (![width, height].every((side) => side >= SMALLEST_SIDE && side <= LARGEST_SIDE)) {
    throw BridgeError.invalid(
      field,
      `Invalid '${field}': each side must be from ${SMALLEST_SIDE} to ${LARGEST_SIDE}. Found "${found}".`,
    );
  }
}

/** An aspect ratio that the size has anyway is no degradation. */
function gaveWay({ field, text }: Word, size: Size, { nameOf }: SizeContext): Degradation[] {
  const isSame = text.includes(':')
    ? Math.abs(Math.log(ratioIn(text) / (size.width / size.height))) < NEARLY
    : text === formatSize(size);
  const why = 'another field says the size';
  return isSame ? [] : [{ field: nameOf(field), asked: text, given: formatSize(size), why }];
}

/** Tolerance, because the sides for an aspect ratio are rounded to whole steps. */
const NEARLY = 0.03;
