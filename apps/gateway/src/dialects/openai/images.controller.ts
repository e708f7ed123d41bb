import { type Caller, type Degradation, formatSize, type ImageRequest, type Job } from '@fusionbridge/core';
import { LoraSelector } from '@fusionbridge/loras';
import { Body, Controller, HttpCode, Post, Req, Res, UseFilters } from '@nestjs/common';
import { ApiBody, ApiHeader, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import type { Request, Response } from 'express';
import { CountsAsGeneration, RequestCaller } from '../../access/index.js';
import { Answers, PictureBase64 } from '../../answers/index.js';
import { GenerationService } from '../../generation/generation.service.js';
import { ROUTE_HEADER, routingOf } from '../../generation/routing-choice.js';
import { GenerationBody } from './generation-body.dto.js';
import { GenerationBodyPipe } from './generation-body.pipe.js';
import { requestOf } from './generation-request.js';
import { GenerationAnswer, PlanAnswer } from './image-answers.dto.js';
import { accountOf } from './job-account.js';
import { leftOutOf } from './left-out.js';
import { ApiRefusals } from './openai-error.dto.js';
import { OpenAiFilter } from './openai.filter.js';
import { PictureAddress } from './picture-address.js';
import { planView } from './plan-view.js';
import { repetitionOf } from './repeated-call.js';

/** OpenAI's image API. */
@ApiTags('OpenAI images')
@Controller('v1/images')
@UseFilters(OpenAiFilter)
export class ImagesController {
  constructor(
    private readonly generation: GenerationService,
    private readonly answers: Answers,
    private readonly addresses: PictureAddress,
    private readonly selector: LoraSelector,
  ) {}

  /** Paint pictures from text. */
  @Post('generations')
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
  @ApiOkResponse({ type: GenerationAnswer })
  @ApiRefusals()
  async generate(
    @Body(GenerationBodyPipe) body: GenerationBody,
    @RequestCaller() caller: Caller,
    @Req() request: Request,
    @Res() response: Response,
  ): Promise<void> {
    const answer = this.answers.open(request, response);
    const { wanted, leftOut } = readBody(body, request);
    const job = await this.generation.generate({
      request: wanted,
      caller,
      answer,
      dialect: 'openai',
      ...repetitionOf(request),
    });
    answer.addHeader('x-fusionbridge-provider', job.results[0]?.provider ?? '');
    await answer.json({ ...this.picturesOf(job, body, request), fusionbridge: accountOf(job, leftOut) });
  }

  /** Say what would be painted, by whom, and what each would leave out. Buys nothing. */
  @Post('plan')
  @HttpCode(200)
  @ApiBody({ type: GenerationBody })
  @ApiOkResponse({ type: PlanAnswer })
  @ApiRefusals()
  async plan(
    @Body(GenerationBodyPipe) body: GenerationBody,
    @Req() request: Request,
    @Res({ passthrough: true }) response: Response,
  ): Promise<object> {
    const { clientGone } = this.answers.open(request, response);
    const { wanted, leftOut } = readBody(body, request);
    const plan = planView(await this.generation.plan(wanted, clientGone));
    return { ...plan, matches: this.selector.select(wanted).matches, degradations: leftOut };
  }

  private picturesOf(job: Job, body: GenerationBody, request: Request): object {
    const asUrl = wantsUrl(body);
    const revised = job.plan !== null && job.plan.prompt !== job.request.prompt ? job.plan.prompt : null;
    const [first] = job.results;
    return {
      created: Math.floor(job.createdAt / 1000),
      data: job.results.map((picture) => ({
        ...(asUrl ? { url: this.addresses.of(picture, request) } : { b64_json: new PictureBase64(picture) }),
        ...(revised === null ? {} : { revised_prompt: revised }),
      })),
      ...(first === undefined ? {} : { output_format: first.format, size: formatSize(first) }),
      ...(body.quality === undefined ? {} : { quality: body.quality }),
    };
  }
}

/** The body in the bridge's words, and what of it could not be put into them. */
function readBody(
  body: GenerationBody,
  request: Request,
): { readonly wanted: ImageRequest; readonly leftOut: readonly Degradation[] } {
  const routing = routingOf(body.routing, request);
  const wanted = { ...requestOf(body, request.header('x-fusionbridge-fidelity')), routing };
  return { wanted, leftOut: leftOutOf(body, wanted.fidelity === 'strict') };
}

/** DALL·E's clients expect addresses, everybody else bytes, unless they say what they want. */
function wantsUrl(body: GenerationBody): boolean {
  return body.response_format === undefined
    ? (body.model ?? '').startsWith('dall-e-')
    : body.response_format === 'url';
}
