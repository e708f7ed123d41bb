import { LoraSelector } from '@fusionbridge/loras';
import { Controller, HttpCode, Post, Req, Res, UseFilters } from '@nestjs/common';
import { ApiBody, ApiInternalServerErrorResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import type { Request, Response } from 'express';
import { Responses } from '../../responses/index.js';
import { TakesForm } from '../../bodies/index.js';
import { GENERATION_EXAMPLES, GenerationBody, ImageReader } from '../../dialects/openai/index.js';
import { GenerationService } from '../../generation/generation.service.js';
import { OpenAiErrorResponse } from '../errors/openai-error.dto.js';
import { OpenAiFilter } from '../errors/openai.filter.js';
import { PlanResponse } from './plan-response.dto.js';
import { planView } from './plan-view.js';
import { QuoteResponse } from './quote-response.dto.js';
import { quoteView } from './quote-view.js';
import { ApiBodyErrors, ApiNotFound, ApiUnavailable } from '../../openapi/index.js';

/** Plans and prices without generating anything. */
@ApiTags('Plans')
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
   * Plan a request.
   * @remarks Returns the prompt, LoRAs, candidates and their degradations without generating anything. Accepts the
   * body of a generation or an edit.
   */
  @Post('plan')
  @TakesForm()
  @HttpCode(200)
  @ApiBody({ type: GenerationBody, examples: GENERATION_EXAMPLES })
  @ApiOkResponse({ type: PlanResponse })
  @ApiBodyErrors(OpenAiErrorResponse)
  @ApiNotFound(OpenAiErrorResponse, 'The model does not exist.')
  @ApiInternalServerErrorResponse({
    type: OpenAiErrorResponse,
    description: 'No provider can serve the request.',
  })
  @ApiUnavailable(OpenAiErrorResponse, 'The content check does not respond.')
  async createPlan(@Req() request: Request, @Res({ passthrough: true }) response: Response): Promise<object> {
    const { clientGone } = this.responses.open(response);
    const { wanted, leftOut, body } = await this.reader.read(request, clientGone);
    const plan = planView(await this.generation.plan(wanted, clientGone), body);
    return { ...plan, matches: this.selector.select(wanted).matches, degradations: leftOut };
  }

  /**
   * Estimate the cost of a request.
   * @remarks Returns the price at each candidate without generating anything and without calling a language model, so
   * a long prompt is priced as the bridge itself would shorten it. Accepts the body of a generation or an
   * edit.
   */
  @Post('quote')
  @TakesForm()
  @HttpCode(200)
  @ApiBody({ type: GenerationBody, examples: GENERATION_EXAMPLES })
  @ApiOkResponse({ type: QuoteResponse })
  @ApiBodyErrors(OpenAiErrorResponse)
  @ApiNotFound(OpenAiErrorResponse, 'The model does not exist.')
  @ApiInternalServerErrorResponse({
    type: OpenAiErrorResponse,
    description: 'No provider can serve the request.',
  })
  @ApiUnavailable(OpenAiErrorResponse, 'The content check does not respond.')
  async createQuote(
    @Req() request: Request,
    @Res({ passthrough: true }) response: Response,
  ): Promise<QuoteResponse> {
    const { clientGone } = this.responses.open(response);
    const { wanted, leftOut, body } = await this.reader.read(request, clientGone);
    const plan = await this.generation.quote(wanted, clientGone);
    return { ...quoteView(plan, wanted.count, body), degradations: [...leftOut] };
  }
}
