import { BridgeError, type Caller, newImageRequest } from '@fusionbridge/core';
import { Body, Controller, HttpCode, Post, Req, Res, UseFilters } from '@nestjs/common';
import { ApiBody, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import type { Request, Response } from 'express';
import { CountsAsGeneration, RequestCaller } from '../../access/index.js';
import { Responses } from '../../responses/index.js';
import { readingOf } from '../../bodies/index.js';
import { GenerationService } from '../../generation/generation.service.js';
import { callIdentityOf } from '../../generation/call-identity.js';
import { cacheOf } from '../../generation/cache-choice.js';
import { summaryOf } from '../../generation/summary-account.js';
import { refuseWhenStrict } from '../../generation/strictness.js';
import { fileNameOf, Links } from '../../links/index.js';
import { inClientsWords } from './field-names.js';
import { GenerateImageResponse, GenerateImageBody } from './generate-image-body.dto.js';
import { GenerateImageBodyPipe } from './generate-image-body.pipe.js';
import { simpleNameOf } from './provider-name.js';
import { SimpleErrorResponse } from './simple-error.dto.js';
import { SimpleFilter } from './simple.filter.js';
import { wantedPicture } from './wanted-picture.js';
import { ApiBodyErrors, ApiGenerationErrors, ApiIdempotencyErrors } from '../../openapi/index.js';

const EXAMPLES = {
  plain: { summary: 'A picture', value: { prompt: 'a red fox in the snow' } },
  detailed: {
    summary: 'Size, steps and seed',
    value: { prompt: 'a red fox in the snow', width: 768, height: 512, steps: 25, cfgScale: 7, seed: 42 },
  },
};

/** The painting call of the Express server this replaces (contracts/inherited.md §3). */
@ApiTags('Simple')
@Controller()
@UseFilters(SimpleFilter)
export class SimpleController {
  constructor(
    private readonly generation: GenerationService,
    private readonly responses: Responses,
    private readonly links: Links,
  ) {}

  /**
   * Generate a picture.
   * @remarks Waits for the picture and returns the path at which it can be fetched.
   */
  @Post('api/ai/generate-image')
  @HttpCode(200)
  @CountsAsGeneration()
  @ApiBody({ type: GenerateImageBody, examples: EXAMPLES })
  @ApiOkResponse({ type: GenerateImageResponse })
  @ApiBodyErrors(SimpleErrorResponse)
  @ApiIdempotencyErrors(SimpleErrorResponse)
  @ApiGenerationErrors(SimpleErrorResponse)
  async generateImage(
    @Body(GenerateImageBodyPipe) body: GenerateImageBody,
    @RequestCaller() caller: Caller,
    @Req() request: Request,
    @Res() response: Response,
  ): Promise<void> {
    const pending = this.responses.open(response);
    const wanted = newImageRequest(wantedPicture(body, request));
    const { leftOut } = readingOf(body);
    refuseWhenStrict(wanted.fidelity, leftOut);
    const job = await this.generation.generate({
      request: wanted,
      sizeField: 'width',
      caller,
      client: pending,
      cache: cacheOf(undefined, request),
      dialect: 'simple',
      identity: await callIdentityOf(request),
    });
    const [picture] = job.results;
    if (picture === undefined) {
      throw new BridgeError({ kind: 'internal', message: 'The job ended without a picture.' });
    }
    const filename = fileNameOf(picture, job.createdAt);
    await pending.json({
      success: true,
      imageUrl: this.links.pathTo(`/uploads/images/user-${encodeURIComponent(caller.owner)}/${filename}`),
      filename,
      prompt: body.prompt,
      userId: caller.owner,
      provider: simpleNameOf(picture.provider),
      model: picture.vendorModel,
      processingTime: (job.finishedAt ?? Date.now()) - job.createdAt,
      jobId: job.id,
      seed: picture.seed,
      summary: summaryOf(job),
      contentCredentials: picture.contentCredentials,
      degradations: [...leftOut, ...inClientsWords(job.degradations)],
    });
  }
}
