import type { Caller } from '@fusionbridge/core';
import { Body, Controller, HttpCode, Post, Res, UseFilters } from '@nestjs/common';
import { ApiBody, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import type { Request, Response } from 'express';
import { CountsAsGeneration, RequestCaller } from '../../access/index.js';
import { Responses } from '../../responses/index.js';
import { InlinePictures, type InlinePictureTexts } from '../../bodies/index.js';
import { callIdentityOf } from '../../generation/call-identity.js';
import { cacheOf } from '../../generation/cache-choice.js';
import { fidelityOf } from '../../generation/fidelity-choice.js';
import { routingOf } from '../../generation/routing-choice.js';
import { A1111Filter } from './a1111.filter.js';
import { A1111ErrorResponse, A1111ImagesResponse } from './responses/images-response.dto.js';
import { A1111BodyErrors, A1111GenerationErrors } from './responses/documented-errors.js';
import { A1111BodyPipe } from './body/a1111-body.pipe.js';
import { IMG2IMG_EXAMPLES, TXT2IMG_EXAMPLES } from './body/examples.js';
import type { GenerationBody } from './body/generation-body.dto.js';
import { Img2ImgBody } from './body/img2img-body.dto.js';
import { Txt2ImgBody } from './body/txt2img-body.dto.js';
import { type GenerationContext, PaintingService } from './painting.service.js';
import { ApiNotFound } from '../../openapi/index.js';

/** `txt2img` and `img2img`. */
@ApiTags('A1111')
@Controller('sdapi/v1')
@UseFilters(A1111Filter)
export class GenerationController {
  constructor(
    private readonly painting: PaintingService,
    private readonly responses: Responses,
  ) {}

  /**
   * Generate pictures from text.
   * @remarks Waits for the pictures and returns them as base64.
   */
  @Post('txt2img')
  @HttpCode(200)
  @CountsAsGeneration()
  @ApiBody({ type: Txt2ImgBody, examples: TXT2IMG_EXAMPLES })
  @ApiOkResponse({ type: A1111ImagesResponse })
  @A1111BodyErrors()
  @A1111GenerationErrors()
  async createTxt2Img(
    @Body(new A1111BodyPipe(Txt2ImgBody)) body: Txt2ImgBody,
    @RequestCaller() caller: Caller,
    @Res() response: Response,
  ): Promise<void> {
    const pending = this.responses.open(response);
    const choices = await choicesOf(body, response.req);
    await pending.json(await this.painting.txt2img(body, { caller, client: pending, ...choices }));
  }

  /**
   * Generate pictures from a picture.
   * @remarks Repaints the whole picture, or the white part of a mask.
   */
  @Post('img2img')
  @HttpCode(200)
  @CountsAsGeneration()
  @ApiBody({ type: Img2ImgBody, examples: IMG2IMG_EXAMPLES })
  @ApiOkResponse({ type: A1111ImagesResponse })
  @A1111BodyErrors()
  @A1111GenerationErrors()
  @ApiNotFound(A1111ErrorResponse, 'There is no init image.')
  async createImg2Img(
    @Body(new A1111BodyPipe(Img2ImgBody)) body: Img2ImgBody,
    @InlinePictures() texts: InlinePictureTexts,
    @RequestCaller() caller: Caller,
    @Res() response: Response,
  ): Promise<void> {
    const pending = this.responses.open(response);
    const choices = await choicesOf(body, response.req);
    const pictures = { texts, request: response.req, signal: pending.clientGone };
    await pending.json(await this.painting.img2img(body, pictures, { caller, client: pending, ...choices }));
  }
}

/** Options from the body and headers, and the identity of the call. */
async function choicesOf(
  { routing, fidelity }: GenerationBody,
  request: Request,
): Promise<Pick<GenerationContext, 'routing' | 'fidelity' | 'cache' | 'identity'>> {
  return {
    routing: routingOf(routing, request),
    fidelity: fidelityOf(fidelity, request),
    cache: cacheOf(undefined, request),
    identity: await callIdentityOf(request),
  };
}
