import type { Caller } from '@fusionbridge/core';
import { readInfotext } from '@fusionbridge/media';
import { Body, Controller, HttpCode, Post, Res, UseFilters } from '@nestjs/common';
import { ApiBody, ApiNotImplementedResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import type { Response } from 'express';
import { CountsAsGeneration, RequestCaller } from '../../access/index.js';
import { Responses, PictureBase64 } from '../../responses/index.js';
import { InlinePictures, type InlinePictureTexts, type ReadingContext } from '../../bodies/index.js';
import { callIdentityOf, partOfCall } from '../../generation/call-identity.js';
import { routingOf } from '../../generation/routing-choice.js';
import { A1111Filter } from './a1111.filter.js';
import { A1111ErrorResponse } from './responses/images-response.dto.js';
import {
  ExtrasResponse,
  ExtrasBatchResponse,
  InterrogateResponse,
  PngInfoResponse,
} from './responses/picture-responses.dto.js';
import { A1111BodyErrors, A1111GenerationErrors } from './responses/documented-errors.js';
import { A1111BodyPipe } from './body/a1111-body.pipe.js';
import { EXTRAS_BATCH_EXAMPLES, EXTRAS_EXAMPLES, PICTURE_EXAMPLES } from './body/examples.js';
import { ExtrasBatchBody, ExtrasBody, InterrogateBody, PngInfoBody } from './body/picture-bodies.dto.js';
import { Enlarging } from './pictures/enlarging.js';
import { Interrogation } from './pictures/interrogation.js';
import type { ExtrasResult } from './pictures/picture-extras.js';
import { InputPictures } from './request/input-pictures.js';
import { ApiUnavailable } from '../../openapi/index.js';

/** Routes that process an existing picture. */
@ApiTags('A1111')
@Controller('sdapi/v1')
@UseFilters(A1111Filter)
export class PicturesController {
  constructor(
    private readonly inputs: InputPictures,
    private readonly enlarging: Enlarging,
    private readonly interrogation: Interrogation,
    private readonly responses: Responses,
  ) {}

  /**
   * Read the parameters stored in a picture.
   * @remarks Returns A1111's parameters text and every other text in the file.
   */
  @Post('png-info')
  @HttpCode(200)
  @ApiOkResponse({ type: PngInfoResponse })
  @ApiBody({ type: PngInfoBody, examples: PICTURE_EXAMPLES })
  @A1111BodyErrors()
  async readPngInfo(
    @Body(new A1111BodyPipe(PngInfoBody)) body: PngInfoBody,
    @InlinePictures() texts: InlinePictureTexts,
    @RequestCaller() caller: Caller,
    @Res({ passthrough: true }) response: Response,
  ): Promise<PngInfoResponse> {
    if (body.image.trim() === '') {
      return { info: '', items: {}, parameters: {} };
    }
    const bytes = await this.inputs.file(body.image, 'image', this.context(texts, response));
    const { infotext, items } = await this.interrogation.provenance(bytes, caller);
    return {
      info: infotext ?? '',
      items,
      parameters: infotext === null ? {} : readInfotext(infotext),
    };
  }

  /**
   * Describe a picture.
   * @remarks Uses the configured vision model, else the prompt stored in the file.
   */
  @Post('interrogate')
  @HttpCode(200)
  @ApiOkResponse({ type: InterrogateResponse })
  @ApiBody({ type: InterrogateBody, examples: PICTURE_EXAMPLES })
  @A1111BodyErrors()
  @ApiUnavailable(A1111ErrorResponse, 'The vision model failed.')
  @ApiNotImplementedResponse({
    type: A1111ErrorResponse,
    description: 'No vision model is configured, and the file contains no prompt.',
  })
  async interrogateImage(
    @Body(new A1111BodyPipe(InterrogateBody)) body: InterrogateBody,
    @InlinePictures() texts: InlinePictureTexts,
    @RequestCaller() caller: Caller,
    @Res({ passthrough: true }) response: Response,
  ): Promise<InterrogateResponse> {
    const bytes = await this.inputs.file(body.image, 'image', this.context(texts, response));
    return { caption: await this.interrogation.caption(bytes, caller) };
  }

  /**
   * Enlarge a picture.
   * @remarks Uses a provider's upscaling model if one is configured, else Lanczos.
   */
  @Post('extra-single-image')
  @HttpCode(200)
  @CountsAsGeneration()
  @ApiBody({ type: ExtrasBody, examples: EXTRAS_EXAMPLES })
  @A1111BodyErrors()
  @A1111GenerationErrors()
  @ApiOkResponse({ type: ExtrasResponse })
  async upscaleImage(
    @Body(new A1111BodyPipe(ExtrasBody)) body: ExtrasBody,
    @InlinePictures() texts: InlinePictureTexts,
    @RequestCaller() caller: Caller,
    @Res() response: Response,
  ): Promise<void> {
    const pending = this.responses.open(response);
    const source = await this.inputs.picture(body.image, 'image', {
      texts,
      request: response.req,
      signal: pending.clientGone,
    });
    const identity = await callIdentityOf(response.req);
    const context = { caller, client: pending, routing: routingOf(undefined, response.req), identity };
    const { picture, told } = await this.enlarging.enlarge(source, body, context);
    await pending.json({ html_info: `<p>${told}</p>`, image: new PictureBase64(picture) });
  }

  /**
   * Enlarge several pictures.
   * @remarks Processes the pictures one after another.
   */
  @Post('extra-batch-images')
  @HttpCode(200)
  @CountsAsGeneration()
  @ApiBody({ type: ExtrasBatchBody, examples: EXTRAS_BATCH_EXAMPLES })
  @A1111BodyErrors()
  @A1111GenerationErrors()
  @ApiOkResponse({ type: ExtrasBatchResponse })
  async upscaleImages(
    @Body(new A1111BodyPipe(ExtrasBatchBody)) body: ExtrasBatchBody,
    @InlinePictures() texts: InlinePictureTexts,
    @RequestCaller() caller: Caller,
    @Res() response: Response,
  ): Promise<void> {
    const pending = this.responses.open(response);
    const reading = { texts, request: response.req, signal: pending.clientGone };
    const identity = await callIdentityOf(response.req);
    const context = { caller, client: pending, routing: routingOf(undefined, response.req) };
    const results: ExtrasResult[] = [];
    for (const [index, sent] of body.imageList.entries()) {
      const source = await this.inputs.picture(dataOf(sent), 'imageList', reading);
      results.push(
        await this.enlarging.enlarge(source, body, { ...context, identity: partOfCall(identity, index) }),
      );
    }
    await pending.json({
      html_info: results.map(({ told }) => `<p>${told}</p>`).join(''),
      images: results.map(({ picture }) => new PictureBase64(picture)),
    });
  }

  private context(texts: InlinePictureTexts, response: Response): ReadingContext {
    return { texts, request: response.req, signal: this.responses.open(response).clientGone };
  }
}

/** `{data, name}`; a bare text is taken too. */
function dataOf(sent: unknown): string {
  const data = typeof sent === 'object' && sent !== null && 'data' in sent ? sent.data : sent;
  return typeof data === 'string' ? data : '';
}
