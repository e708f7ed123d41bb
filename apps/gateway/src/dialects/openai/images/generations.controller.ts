import type { Caller } from '@fusionbridge/core';
import { Body, Controller, HttpCode, Post, Req, Res, UseFilters } from '@nestjs/common';
import { ApiBody, ApiHeader, ApiTags } from '@nestjs/swagger';
import type { Request, Response } from 'express';
import { CountsAsGeneration, RequestCaller } from '../../../access/index.js';
import { ROUTE_HEADER } from '../../../generation/routing-choice.js';
import { ApiRefusals } from '../errors/openai-error.dto.js';
import { OpenAiFilter } from '../errors/openai.filter.js';
import { ApiImageAnswers } from './answer/api-image-answers.js';
import { GenerationBody } from './body/generation-body.dto.js';
import { ImageBodyPipe } from './body/image-body.pipe.js';
import { generationOf } from './body/generation-request.js';
import { Endpoint } from './endpoint.js';
import { ImagePainting } from './image-painting.js';

/** Pictures from text. */
@ApiTags('OpenAI images')
@Controller('v1/images')
@UseFilters(OpenAiFilter)
export class GenerationsController {
  constructor(private readonly painting: ImagePainting) {}

  /** Paint pictures from text. */
  @Post('generations')
  @Endpoint('generations')
  @HttpCode(200)
  @CountsAsGeneration()
  @ApiHeader({ name: 'x-fusionbridge-fidelity', required: false, enum: ['report', 'strict'] })
  @ApiHeader({ name: ROUTE_HEADER, required: false, example: 'adaptive' })
  @ApiHeader({
    name: 'idempotency-key',
    required: false,
    description: 'The same key and body again join the job.',
  })
  @ApiBody({ type: GenerationBody })
  @ApiImageAnswers()
  @ApiRefusals()
  async generate(
    @Body(new ImageBodyPipe(GenerationBody)) body: GenerationBody,
    @RequestCaller() caller: Caller,
    @Req() request: Request,
    @Res() response: Response,
  ): Promise<void> {
    await this.painting.paint({ ...generationOf(body, request), body, caller, request, response });
  }
}
