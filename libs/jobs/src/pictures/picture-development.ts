import {
  type ContentCredentials,
  type Degradation,
  formatSize,
  type ImageRequest,
  type Picture,
  type Size,
} from '@fusionbridge/core';
import { Darkroom, hasContentCredentials } from '@fusionbridge/media';
import { Injectable, Logger } from '@nestjs/common';
import { lossesOf } from './re-encoding-losses.js';

/** A picture as the client asked for it, and what had to be done to it. */
export interface Developed {
  readonly picture: Picture;
  readonly degradations: readonly Degradation[];
  readonly contentCredentials: ContentCredentials;
}

/** Brings a painted picture to what was asked: pasted under the mask, of the asked size, in the asked format. */
@Injectable()
export class PictureDevelopment {
  private readonly logger = new Logger('Jobs');

  constructor(private readonly darkroom: Darkroom) {}

  /** Never throws: a picture that was paid for is handed on as it came when it cannot be worked on. */
  async develop(painted: Picture, request: ImageRequest): Promise<Developed> {
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

  /** A file whose structure cannot be read is handed on as it came. */
  private isSigned(painted: Picture): boolean {
    try {
      return hasContentCredentials(painted);
    } catch (error) {
      this.logger.error(`A picture cannot be searched for content credentials: ${String(error)}`);
      return false;
    }
  }

  /** For a quality alone no signature is given up. */
  private async worked(painted: Picture, request: ImageRequest, signed: boolean): Promise<Picture> {
    const { source, mask, output } = request;
    const pasted =
      source === null || mask === null ? painted : await this.darkroom.pasteBack(source, painted, mask);
    const format = output.format ?? pasted.format;
    const isKept = signed && pasted === painted && format === painted.format && fits(painted, request.size);
    return this.darkroom.convert(pasted, {
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

/** Where the vendor painted another size than the one that is given out. */
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

/** Where a signed picture was left as it is although a quality was asked. */
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
