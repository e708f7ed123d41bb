import type { Caller } from '@fusionbridge/core';
import { Controller, Req, Res, UseFilters } from '@nestjs/common';
import { ApiBody, ApiConsumes, ApiTags } from '@nestjs/swagger';
import type { Request, Response } from 'express';
import { RequestCaller } from '../../../access/index.js';
import { Responses } from '../../../responses/index.js';
import { TakesForm } from '../../../bodies/index.js';
import { OpenAiFilter } from '../../../api/errors/openai.filter.js';
import { EditForm } from '../requests/edit-body.dto.js';
import { ImageReader } from '../requests/image-reader.js';
import { Endpoint } from './endpoint.js';
import { ImagePainting } from './image-painting.js';
import { ImageRoute } from './image-route.js';

/** Pictures from pictures and words. */
@ApiTags('OpenAI images')
@Controller('v1/images')
@UseFilters(OpenAiFilter)
export class EditsController {
  constructor(
    private readonly painting: ImagePainting,
    private readonly reader: ImageReader,
    private readonly responses: Responses,
  ) {}

  /**
   * Change a picture as the prompt says, under a mask or as a whole. Takes a form, or JSON with
   * `images: [{image_url}]` and `mask: {image_url}`: data URIs, base64 or addresses.
   */
  @ImageRoute('edits')
  @Endpoint('edits')
  @TakesForm()
  @ApiConsumes('multipart/form-data')
  @ApiBody({ type: EditForm })
  async edit(
    @RequestCaller() caller: Caller,
    @Req() request: Request,
    @Res() response: Response,
  ): Promise<void> {
    const signal = this.responses.open(response).clientGone;
    const read = await this.reader.edit(request, signal);
    await this.painting.paint({ ...read, caller, request, response });
  }
}
