import { LoraSelector } from '@fusionbridge/loras';
import { Controller, HttpCode, Post, Req, Res, UseFilters } from '@nestjs/common';
import { ApiBody, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import type { Request, Response } from 'express';
import { Responses } from '../../responses/index.js';
import { TakesForm } from '../../bodies/index.js';
import { GenerationBody, ImageReader } from '../../dialects/openai/index.js';
import { GenerationService } from '../../generation/generation.service.js';
import { ApiRefusals } from '../errors/openai-error.dto.js';
import { OpenAiFilter } from '../errors/openai.filter.js';
import { PlanResponse } from './plan-response.dto.js';
import { planView } from './plan-view.js';
import { QuoteResponse } from './quote-response.dto.js';
import { quoteView } from './quote-view.js';

/** What pictures would become and cost, without buying any. */
@ApiTags('OpenAI images')
@Controller('v1/images')
@UseFilters(OpenAiFilter)
export class PlansController {
  constructor(
    private readonly generation: GenerationService,
    private readonly responses: Responses,
    private readonly selector: LoraSelector,
    private readonly reader: ImageReader,
  ) {}

  /**
   * Say what would be painted, by whom, and what each would leave out. Buys nothing. Takes what a generation
   * takes, a picture to edit included.
   */
  @Post('plan')
  @TakesForm()
  @HttpCode(200)
  @ApiBody({ type: GenerationBody })
  @ApiOkResponse({ type: PlanResponse })
  @ApiRefusals()
  async plan(@Req() request: Request, @Res({ passthrough: true }) response: Response): Promise<object> {
    const { clientGone } = this.responses.open(response);
    const { wanted, leftOut, body } = await this.reader.read(request, clientGone);
    const plan = planView(await this.generation.plan(wanted, clientGone), body);
    return { ...plan, matches: this.selector.select(wanted).matches, degradations: leftOut };
  }

  /**
   * Say what the pictures would cost, at each provider that could paint them. Buys nothing, and asks no language model,
   * so that a long prompt is priced as the bridge shortens it by itself. Takes what a plan takes.
   */
  @Post('quote')
  @TakesForm()
  @HttpCode(200)
  @ApiBody({ type: GenerationBody })
  @ApiOkResponse({ type: QuoteResponse })
  @ApiRefusals()
  async quote(
    @Req() request: Request,
    @Res({ passthrough: true }) response: Response,
  ): Promise<QuoteResponse> {
    const { clientGone } = this.responses.open(response);
    const { wanted, leftOut, body } = await this.reader.read(request, clientGone);
    const plan = await this.generation.quote(wanted, clientGone);
    return { ...quoteView(plan, wanted.count, body), degradations: [...leftOut] };
  }
}
