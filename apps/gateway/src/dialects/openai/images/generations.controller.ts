import type { Caller } from '@fusionbridge/core';
import { Settings } from '@fusionbridge/settings';
import { Controller, Req, Res, UseFilters } from '@nestjs/common';
import { ApiBody, ApiTags } from '@nestjs/swagger';
import type { Request, Response } from 'express';
import { RequestCaller } from '../../../access/index.js';
import { Responses } from '../../../responses/index.js';
import { TakesForm } from '../../../bodies/index.js';
import { OpenAiFilter } from '../../../api/errors/openai.filter.js';
import { GENERATION_EXAMPLES } from '../requests/generation-examples.js';
import { GenerationBody } from '../requests/generation-body.dto.js';
import { ImageReader } from '../requests/image-reader.js';
import { Endpoint, refuseUnlessServed } from './endpoint.js';
import { ImagePainting } from './image-painting.js';
import { ImageRoute } from './image-route.js';

/** Pictures from text. */
@ApiTags('OpenAI images')
@Controller('v1/images')
@UseFilters(OpenAiFilter)
export class GenerationsController {
  constructor(
    private readonly painting: ImagePainting,
    private readonly reader: ImageReader,
    private readonly responses: Responses,
    private readonly settings: Settings,
  ) {}

  /**
   * Generate pictures from text.
   * @remarks With `image`, `images`, `image_url` or `mask` in the body, the request is handled as an edit.
   */
  @ImageRoute('generations')
  @Endpoint('generations')
  @TakesForm()
  @ApiBody({ type: GenerationBody, examples: GENERATION_EXAMPLES })
  async createImage(
    @RequestCaller() caller: Caller,
    @Req() request: Request,
    @Res() response: Response,
  ): Promise<void> {
    const { clientGone } = this.responses.open(response);
    const read = await this.reader.read(request, clientGone);
    if (read.wanted.operation === 'edit') {
      refuseUnlessServed(this.settings, 'edits');
    }
    await this.painting.paint({ ...read, caller, request, response });
  }
}
