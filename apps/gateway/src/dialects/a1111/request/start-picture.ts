import { BridgeError, type Mask, type Picture, type Size } from '@fusionbridge/core';
import { ImageProcessor } from '@fusionbridge/media';
import { Injectable, NotFoundException } from '@nestjs/common';
import type { ReadingContext } from '../../../bodies/index.js';
import type { EchoedPictures } from '../responses/parameters-echo.js';
import type { Img2ImgBody } from '../body/img2img-body.dto.js';
import { InputPictures } from './input-pictures.js';

/** The input of `img2img`; picture and mask have the requested size. */
export interface Start {
  readonly source: Picture;
  /** null repaints the whole picture. */
  readonly mask: Mask | null;
  /** For `include_init_images`. */
  readonly echoed: EchoedPictures | null;
}

/** Modes that keep the proportions: 1 crops, 2 would fill the edges. */
const CROPPING: readonly number[] = [1, 2];
const WHITE = 255;
/** An alpha value. */
const SOLID = 255;

/** Scales the picture and the mask of an `img2img` request to the requested size. */
@Injectable()
export class StartPictures {
  constructor(
    private readonly inputs: InputPictures,
    private readonly imageProcessor: ImageProcessor,
  ) {}

  /**
   * @throws NotFoundException "Init image not found", as in A1111
   * @throws BridgeError `invalid_request` that names the field
   */
  async read(body: Img2ImgBody, context: ReadingContext): Promise<Start> {
    const [first] = body.init_images;
    if (first === undefined || first === '') {
      throw new NotFoundException('Init image not found');
    }
    const size: Size = { width: body.width, height: body.height };
    const source = await this.inputs.picture(first, 'init_images', context);
    return {
      source: await this.sized(source, size, body),
      mask: await this.mask(body, size, context),
      echoed: body.include_init_images ? await this.inputs.echoed(body, context) : null,
    };
  }

  private async mask(body: Img2ImgBody, size: Size, context: ReadingContext): Promise<Mask | null> {
    if (body.mask === undefined || body.mask === '') {
      return null;
    }
    const picture = await this.inputs.picture(body.mask, 'mask', context);
    const fitting = CROPPING.includes(body.resize_mode) ? await this.sized(picture, size, body) : picture;
    const mask = await this.imageProcessor.maskFrom(fitting, await this.polarityOf(picture), size);
    const turned = body.inpainting_mask_invert === 0 ? mask : inverted(mask);
    if (turned.pixels.equals(Buffer.alloc(turned.pixels.length))) {
      throw BridgeError.invalid(
        'mask',
        'The mask leaves nothing to repaint. White is repainted, black stays; of a mask that is see-through somewhere, what is solid is repainted, whatever its colour.',
      );
    }
    return turned;
  }

  /**
   * Painting programs export strokes on a transparent canvas: a mask with any transparency is read by its alpha
   * (masking.py `create_binary_mask`).
   */
  private async polarityOf(mask: Picture): Promise<'white' | 'opaque'> {
    return (await this.imageProcessor.transparentShare(mask, SOLID)) > 0 ? 'opaque' : 'white';
  }

  /** Picture and mask are cropped alike, so that they still match. PNG, to be lossless. */
  private async sized(picture: Picture, size: Size, body: Img2ImgBody): Promise<Picture> {
    if (picture.width === size.width && picture.height === size.height) {
      return picture;
    }
    const fit = CROPPING.includes(body.resize_mode) ? 'cover' : 'fill';
    return this.imageProcessor.convert(picture, { size, fit, format: 'png' });
  }
}

function inverted(mask: Mask): Mask {
  const pixels = Buffer.from(mask.pixels);
  for (let index = 0; index < pixels.length; index += 1) {
    pixels[index] = WHITE - (pixels[index] ?? 0);
  }
  return { ...mask, pixels };
}
