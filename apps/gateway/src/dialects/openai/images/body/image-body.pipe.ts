import { BridgeError } from '@fusionbridge/core';
import type { PipeTransform } from '@nestjs/common';
import { plainToInstance } from 'class-transformer';
import { validate } from 'class-validator';
import { refuseCutOuts, refuseDeep, refuseUnfit } from '../../../../bodies/index.js';
import { rejectedField } from '../../errors/rejected-field.js';
import type { ImageBody } from './image-body.dto.js';

/** Other clients' names for our fields, the first given one wins (contracts/clients.md §3.7). */
const ALIASES: Readonly<Record<string, readonly string[]>> = {
  size: ['image_size'],
  n: ['batch_size', 'num_images'],
  num_inference_steps: ['steps'],
  guidance_scale: ['cfg_scale', 'guidance'],
  lora_settings: ['loras'],
};

/** Reads the body of a route: aliases under one name, nulls and unknown fields left out, the rest validated. */
export class ImageBodyPipe<T extends ImageBody> implements PipeTransform<unknown, Promise<T>> {
  private readonly fields: readonly string[];

  constructor(private readonly Shape: new () => T) {
    this.fields = Object.keys(new Shape());
  }

  /** @throws BridgeError `invalid_request` that names the field */
  async transform(value: unknown): Promise<T> {
    if (typeof value !== 'object' || value === null || Array.isArray(value)) {
      throw BridgeError.invalid('body', 'The body must be a JSON object with at least a prompt.');
    }
    const known = this.known(value);
    refuseCutOuts(known);
    refuseDeep(known);
    refuseUnfit(known);
    const body = plainToInstance(this.Shape, known, { exposeDefaultValues: true });
    const [error] = await validate(body, { stopAtFirstError: true });
    if (error !== undefined) {
      throw rejectedField(error);
    }
    return body;
  }

  private known(value: object): Record<string, unknown> {
    const given = new Map<string, unknown>(Object.entries(value).filter(([, content]) => content !== null));
    const size = given.get('size') ?? given.get('image_size') ?? sideFields(given);
    return Object.fromEntries(
      this.fields.flatMap((field) => {
        const name = [field, ...(ALIASES[field] ?? [])].find((one) => given.has(one));
        const content = field === 'size' ? textOfSize(size) : given.get(name ?? '');
        return content === undefined
          ? []
          : [[field, field === 'lora_settings' ? unpacked(content) : content]];
      }),
    );
  }
}

/** FastFusion's forms carry a list as the text of its JSON. */
function unpacked(content: unknown): unknown {
  try {
    const read: unknown = typeof content === 'string' ? JSON.parse(content) : content;
    return typeof content === 'string' && !Array.isArray(read) ? [read] : read;
  } catch {
    return content;
  }
}

/** `width` and `height` beside each other, as diffusion servers have them. */
function sideFields(given: ReadonlyMap<string, unknown>): unknown {
  const [width, height] = [given.get('width'), given.get('height')];
  if (width === undefined && height === undefined) {
    return undefined;
  }
  if (width === undefined || height === undefined) {
    const missing = width === undefined ? 'width' : 'height';
    throw BridgeError.invalid(
      missing,
      `Invalid '${missing}': width and height belong together. It is missing.`,
    );
  }
  return { width, height };
}

/** fal's clients write a size as an object. */
function textOfSize(size: unknown): unknown {
  return typeof size === 'object' && size !== null && 'width' in size && 'height' in size
    ? `${String(size.width)}x${String(size.height)}`
    : size;
}
