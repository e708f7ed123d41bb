import type { Caller } from '@fusionbridge/core';
import { Body, Controller, Req, Res, UseFilters } from '@nestjs/common';
import { ApiBody, ApiTags } from '@nestjs/swagger';
import type { Request, Response } from 'express';
import { RequestCaller } from '../../../access/index.js';
import { OpenAiFilter } from '../errors/openai.filter.js';
import { GenerationBody } from './body/generation-body.dto.js';
import { ImageBodyPipe } from './body/image-body.pipe.js';
import { generationOf } from './body/generation-request.js';
import { Endpoint } from './endpoint.js';
import { ImagePainting } from './image-painting.js';
import { ImageRoute } from './image-route.js';

/** Pictures from text. */
@ApiTags('OpenAI images')
@Controller('v1/images')
@UseFilters(OpenAiFilter)
export class GenerationsController {
  constructor(private readonly painting: ImagePainting) {}

  /** Paint pictures from text. */
  @ImageRoute('generations')
  @Endpoint('generations')
  @ApiBody({ type: GenerationBody })
  async generate(
    @Body(new ImageBodyPipe(GenerationBody)) body: GenerationBody,
    @RequestCaller() caller: Caller,
    @Req() request: Request,
    @Res() response: Response,
  ): Promise<void> {
    await this.painting.paint({ ...generationOf(body, request), body, caller, request, response });
  }
}
