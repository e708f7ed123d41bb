import { type Degradation, formatSize, type ImageRequest, type Picture, type Size } from '@fusionbridge/core';
import { Darkroom } from '@fusionbridge/media';
import { Injectable, Logger } from '@nestjs/common';

/** A picture as the client asked for it, and what had to be done to it. */
export interface Developed {
  readonly picture: Picture;
  readonly degradations: readonly Degradation[];
}

/** Brings a painted picture to what was asked: pasted under the mask, of the asked size, in the asked format. */
@Injectable()
export class PictureDevelopment {
  private readonly logger = new Logger('Jobs');

  constructor(private readonly darkroom: Darkroom) {}

  /** Never throws: a picture that was paid for is handed on as it came when it cannot be worked on. */
  async develop(painted: Picture, request: ImageRequest): Promise<Developed> {
    try {
      return {
        picture: await this.worked(painted, request),
        degradations: sizeNote(painted, request),
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
      };
    }
  }

  private async worked(painted: Picture, request: ImageRequest): Promise<Picture> {
    const { source, mask, output } = request;
    const pasted =
      source === null || mask === null ? painted : await this.darkroom.pasteBack(source, painted, mask);
    const format = output.format ?? pasted.format;
    return this.darkroom.convert(pasted, {
      size: request.size ?? pasted,
      format,
      quality: format === 'png' ? null : output.quality,
      lossless: mask !== null,
    });
  }
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
