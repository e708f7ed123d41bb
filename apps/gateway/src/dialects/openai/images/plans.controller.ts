import { LoraSelector } from '@fusionbridge/loras';
import { Body, Controller, HttpCode, Post, Req, Res, UseFilters } from '@nestjs/common';
import { ApiBody, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import type { Request, Response } from 'express';
import { Answers } from '../../../answers/index.js';
import { GenerationService } from '../../../generation/generation.service.js';
import { ApiRefusals } from '../errors/openai-error.dto.js';
import { OpenAiFilter } from '../errors/openai.filter.js';
import { PlanAnswer } from './answer/plan-answer.dto.js';
import { planView } from './answer/plan-view.js';
import { QuoteAnswer } from './answer/quote-answer.dto.js';
import { quoteView } from './answer/quote-view.js';
import { EditBody } from './body/edit-body.dto.js';
import { EditRequests } from './body/edit-requests.js';
import { GenerationBody } from './body/generation-body.dto.js';
import { generationOf } from './body/generation-request.js';
import { PlannedBodyPipe } from './body/planned-body.pipe.js';
import type { ImageCall } from './image-call.js';

/** What pictures would become and cost, without buying any. */
@ApiTags('OpenAI images')
@Controller('v1/images')
@UseFilters(OpenAiFilter)
export class PlansController {
  constructor(
    private readonly generation: GenerationService,
    private readonly answers: Answers,
    private readonly selector: LoraSelector,
    private readonly edits: EditRequests,
  ) {}

  /**
   * Say what would be painted, by whom, and what each would leave out. Buys nothing. With `image` or `images` in it the
   * body is that of an edit, as JSON.
   */
  @Post('plan')
  @HttpCode(200)
  @ApiBody({ type: GenerationBody })
  @ApiOkResponse({ type: PlanAnswer })
  @ApiRefusals()
  async plan(
    @Body(new PlannedBodyPipe()) body: EditBody | GenerationBody,
    @Req() request: Request,
    @Res({ passthrough: true }) response: Response,
  ): Promise<object> {
    const { clientGone } = this.answers.open(request, response);
    const { wanted, leftOut } = await this.read(body, request, clientGone);
    const plan = planView(await this.generation.plan(wanted, clientGone));
    return { ...plan, matches: this.selector.select(wanted).matches, degradations: leftOut };
  }

  /**
   * Say what the pictures would cost, at each provider that could paint them. Buys nothing, and asks no language model,
   * so that a long prompt is priced as the bridge shortens it by itself. Takes what a plan takes.
   */
  @Post('quote')
  @HttpCode(200)
  @ApiBody({ type: GenerationBody })
  @ApiOkResponse({ type: QuoteAnswer })
  @ApiRefusals()
  async quote(
    @Body(new PlannedBodyPipe()) body: EditBody | GenerationBody,
    @Req() request: Request,
    @Res({ passthrough: true }) response: Response,
  ): Promise<QuoteAnswer> {
    const { clientGone } = this.answers.open(request, response);
    const { wanted, leftOut } = await this.read(body, request, clientGone);
    const plan = await this.generation.quote(wanted, clientGone);
    return { ...quoteView(plan, wanted.count), degradations: [...leftOut] };
  }
  private async read(
    body: EditBody | GenerationBody,
    request: Request,
    signal: AbortSignal,
  ): Promise<Pick<ImageCall, 'wanted' | 'leftOut'>> {
    return body instanceof EditBody ? this.edits.read(body, request, signal) : generationOf(body, request);
  }
}
