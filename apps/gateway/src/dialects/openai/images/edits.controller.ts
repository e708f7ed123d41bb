import type { Caller } from '@fusionbridge/core';
import { Controller, Req, Res, UseFilters } from '@nestjs/common';
import { ApiBody, ApiConsumes, ApiExtraModels, ApiTags, getSchemaPath } from '@nestjs/swagger';
import type { Request, Response } from 'express';
import { RequestCaller } from '../../../access/index.js';
import { Responses } from '../../../responses/index.js';
import { TakesForm } from '../../../bodies/index.js';
import { OpenAiFilter } from '../../../api/errors/openai.filter.js';
import { MEADOW, MIDDLE } from '../../../openapi/index.js';
import { EditForm } from '../requests/edit-body.dto.js';
import { ImageReader } from '../requests/image-reader.js';
import { Endpoint } from './endpoint.js';
import { ImagePainting } from './image-painting.js';
import { ImageRoute } from './image-route.js';

const EXAMPLES = {
  whole: { summary: 'The whole picture', value: { prompt: 'a meadow at night', image: [MEADOW] } },
  masked: {
    summary: 'The white part of a mask',
    value: { prompt: 'a red fox', image: [MEADOW], mask: MIDDLE, mask_mode: 'luminance' },
  },
};

/** Pictures from pictures and a prompt. */
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
   * Edit a picture.
   * @remarks Changes a picture according to the prompt, inside a mask or as a whole. Accepts a multipart form, or
   * JSON with `images: [{image_url}]` and `mask: {image_url}`, each a data URI, base64 or an http(s) URL.
   */
  @ImageRoute('edits')
  @Endpoint('edits')
  @TakesForm()
  @ApiConsumes('application/json', 'multipart/form-data')
  @ApiExtraModels(EditForm)
  @ApiBody({ schema: { $ref: getSchemaPath(EditForm) }, examples: EXAMPLES })
  async createImageEdit(
    @RequestCaller() caller: Caller,
    @Req() request: Request,
    @Res() response: Response,
  ): Promise<void> {
    const signal = this.responses.open(response).clientGone;
    const read = await this.reader.edit(request, signal);
    await this.painting.paint({ ...read, caller, request, response });
  }
}
