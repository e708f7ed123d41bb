import {
  type ContentCredentials,
  type Degradation,
  formatSize,
  type ImageRequest,
  type Picture,
  type Size,
} from '@fusionbridge/core';
import { ImageProcessor, hasContentCredentials } from '@fusionbridge/media';
import { Injectable, Logger } from '@nestjs/common';
import { lossesOf } from './re-encoding-losses.js';

/** A picture as the client asked for it, and what was lost on the way. */
export interface ProcessedPicture {
  readonly picture: Picture;
  readonly degradations: readonly Degradation[];
  readonly contentCredentials: ContentCredentials;
}

/** Turns what a vendor painted into what was asked for: pasted under the mask, in the requested size and format. */
@Injectable()
export class PostProcessing {
  private readonly logger = new Logger('Jobs');

  constructor(private readonly imageProcessor: ImageProcessor) {}

  /** Never throws: a picture that cannot be processed was still paid for, so it is returned as it came. */
  async process(painted: Picture, request: ImageRequest): Promise<ProcessedPicture> {
    const signed = this.isSigned(painted);
    try {
      const picture = await this.worked(painted, request, signed);
      const losses =
        picture === painted ? qualityNote(painted, request, signed) : lossesOf(painted, request, signed);
      return {
        picture,
        degradations: [...sizeNote(painted, request), ...losses],
        contentCredentials: credentialsOf(signed, picture === painted),
      };
    } catch (error) {
      this.logger.error(`A picture is kept as it came: ${String(error)}`);
      return {
        picture: painted,
        degradations: [
          {
            field: 'output',
            asked: wishes(request),
            given: `${painted.format} ${formatSize(painted)}, as the vendor painted it`,
            why: 'the picture could not be worked on after it was painted',
          },
        ],
        contentCredentials: credentialsOf(signed, true),
      };
    }
  }

  /** A file whose structure cannot be read counts as unsigned. */
  private isSigned(painted: Picture): boolean {
    try {
      return hasContentCredentials(painted);
    } catch (error) {
      this.logger.error(`A picture cannot be searched for content credentials: ${String(error)}`);
      return false;
    }
  }

  /** A requested quality alone is not reason enough to destroy a signature. */
  private async worked(painted: Picture, request: ImageRequest, signed: boolean): Promise<Picture> {
    const { source, mask, output } = request;
    const pasted =
      source === null || mask === null ? painted : await this.imageProcessor.pasteBack(source, painted, mask);
    const format = output.format ?? pasted.format;
    const isKept = signed && pasted === painted && format === painted.format && fits(painted, request.size);
    return this.imageProcessor.convert(pasted, {
      ...(request.size === null ? {} : { size: request.size }),
      format,
      quality: format === 'png' || isKept ? null : output.quality,
      lossless: mask !== null,
    });
  }
}

function credentialsOf(signed: boolean, isUnchanged: boolean): ContentCredentials {
  if (!signed) {
    return 'none';
  }
  return isUnchanged ? 'kept' : 'dropped';
}

/** A note if the vendor painted another size than the returned one. */
function sizeNote(painted: Picture, request: ImageRequest): Degradation[] {
  const asked = request.mask === null ? request.size : request.source;
  if (asked === null || same(asked, painted)) {
    return [];
  }
  return [
    {
      field: 'size',
      asked: formatSize(asked),
      given: `painted at ${formatSize(painted)}, then brought to ${formatSize(asked)}`,
      why: 'the vendor did not paint the asked size',
    },
  ];
}

function fits(painted: Size, asked: Size | null): boolean {
  return asked === null || same(asked, painted);
}

/** A note if a signed picture was not re-encoded although a quality was requested. */
function qualityNote(
  { format }: Picture,
  { output: { quality } }: ImageRequest,
  signed: boolean,
): Degradation[] {
  if (!signed || quality === null || format === 'png') {
    return [];
  }
  const why = 'encoding it anew would make its content credentials (C2PA) invalid';
  return [{ field: 'output', asked: `quality ${quality}`, given: 'as the vendor encoded it', why }];
}

function same(a: Size, b: Size): boolean {
  return a.width === b.width && a.height === b.height;
}

function wishes({ size, mask, output }: ImageRequest): string {
  const parts = [
    ...(mask === null ? [] : ['unchanged outside the mask']),
    ...(size === null ? [] : [formatSize(size)]),
    ...(output.format === null ? [] : [output.format]),
  ];
  return parts.join(', ') || 'the picture checked and finished';
}
