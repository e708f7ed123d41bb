import type { Caller } from '@fusionbridge/core';
import { Body, Controller, Req, Res, UseFilters } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { Request, Response } from 'express';
import { RequestCaller } from '../../../access/index.js';
import { Responses } from '../../../responses/index.js';
import { OpenAiFilter } from '../../../api/errors/openai.filter.js';
import { ImageBodyPipe } from '../requests/image-body.pipe.js';
import { UpscaleBody } from '../requests/upscale-body.dto.js';
import { upscaleOf } from '../requests/upscale-request.js';
import { ImagePainting } from './image-painting.js';
import { OnePictureRoute } from '../input-pictures/one-picture-route.js';
import { OnePicture } from '../input-pictures/one-picture.js';
import { PICTURE_FIELDS } from '../requests/picture-fields.js';

/** Pictures made larger. */
@ApiTags('OpenAI images')
@Controller('v1/images')
@UseFilters(OpenAiFilter)
export class UpscalesController {
  constructor(
    private readonly painting: ImagePainting,
    private readonly pictures: OnePicture,
    private readonly responses: Responses,
  ) {}

  /**
   * Enlarge a picture.
   * @remarks Uses an upscaling model if one is configured, else Lanczos.
   */
  @OnePictureRoute('upscales', UpscaleBody)
  async createImageUpscale(
    @Body(new ImageBodyPipe(UpscaleBody, PICTURE_FIELDS)) body: UpscaleBody,
    @RequestCaller() caller: Caller,
    @Req() request: Request,
    @Res() response: Response,
  ): Promise<void> {
    const { clientGone } = this.responses.open(response);
    const { picture } = await this.pictures.read(request, clientGone);
    const call = upscaleOf(body, picture, request);
    const sizeField = body.size === undefined ? 'scale' : 'size';
    await this.painting.paint({ body, ...call, sizeField, caller, request, response });
  }
}
