import type { Caller } from '@fusionbridge/core';
import { LoraSelector } from '@fusionbridge/loras';
import { Body, Controller, HttpCode, Post, Req, Res, UseFilters } from '@nestjs/common';
import { ApiBody, ApiHeader, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import type { Request, Response } from 'express';
import { CountsAsGeneration, RequestCaller } from '../../../access/index.js';
import { Answers } from '../../../answers/index.js';
import { GenerationService } from '../../../generation/generation.service.js';
import { ROUTE_HEADER } from '../../../generation/routing-choice.js';
import { ApiRefusals } from '../errors/openai-error.dto.js';
import { OpenAiFilter } from '../errors/openai.filter.js';
import { ApiImageAnswers } from './answer/api-image-answers.js';
import { PlanAnswer } from './answer/image-answers.dto.js';
import { planView } from './answer/plan-view.js';
import { GenerationBody } from './body/generation-body.dto.js';
import { ImageBodyPipe } from './body/image-body.pipe.js';
import { requestOf } from './body/image-request.js';
import { leftOutOf } from './body/left-out.js';
import { Endpoint } from './endpoint.js';
import type { ImageCall } from './image-call.js';
import { ImagePainting } from './image-painting.js';

/** Pictures from text. */
@ApiTags('OpenAI images')
@Controller('v1/images')
@UseFilters(OpenAiFilter)
export class GenerationsController {
  constructor(
    private readonly painting: ImagePainting,
    private readonly generation: GenerationService,
    private readonly answers: Answers,
    private readonly selector: LoraSelector,
  ) {}

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
    await this.painting.paint({ ...readBody(body, request), body, caller, request, response });
  }

  /** Say what would be painted, by whom, and what each would leave out. Buys nothing. */
  @Post('plan')
  @HttpCode(200)
  @ApiBody({ type: GenerationBody })
  @ApiOkResponse({ type: PlanAnswer })
  @ApiRefusals()
  async plan(
    @Body(new ImageBodyPipe(GenerationBody)) body: GenerationBody,
    @Req() request: Request,
    @Res({ passthrough: true }) response: Response,
  ): Promise<object> {
    const { clientGone } = this.answers.open(request, response);
    const { wanted, leftOut } = readBody(body, request);
    const plan = planView(await this.generation.plan(wanted, clientGone));
    return { ...plan, matches: this.selector.select(wanted).matches, degradations: leftOut };
  }
}

/** The body in the bridge's words, and what of it could not be put into them. */
function readBody(body: GenerationBody, request: Request): Pick<ImageCall, 'wanted' | 'leftOut'> {
  const wanted = requestOf(body, { prompt: body.prompt }, request);
  return { wanted, leftOut: leftOutOf(body, wanted.fidelity === 'strict') };
}
