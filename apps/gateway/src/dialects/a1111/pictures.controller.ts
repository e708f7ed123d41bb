import type { Caller } from '@fusionbridge/core';
import { readInfotext } from '@fusionbridge/media';
import { Body, Controller, HttpCode, Post, Res, UseFilters } from '@nestjs/common';
import {
  ApiBody,
  ApiNotImplementedResponse,
  ApiOkResponse,
  ApiTags,
  ApiUnprocessableEntityResponse,
} from '@nestjs/swagger';
import type { Response } from 'express';
import { CountsAsGeneration, RequestCaller } from '../../access/index.js';
import { Responses, PictureBase64 } from '../../responses/index.js';
import { InlinePictures, type InlinePictureTexts, type ReadingContext } from '../../bodies/index.js';
import { callIdentityOf, partOfCall } from '../../generation/call-identity.js';
import { routingOf } from '../../generation/routing-choice.js';
import { A1111Filter } from './a1111.filter.js';
import { A1111ErrorResponse, A1111ValidationErrorResponse } from './responses/images-response.dto.js';
import {
  ExtrasResponse,
  ExtrasBatchResponse,
  InterrogateResponse,
  PngInfoResponse,
} from './responses/picture-responses.dto.js';
import { A1111BodyPipe } from './body/a1111-body.pipe.js';
import { EXTRAS_BATCH_EXAMPLES, EXTRAS_EXAMPLES, PICTURE_EXAMPLES } from './body/examples.js';
import { ExtrasBatchBody, ExtrasBody, InterrogateBody, PngInfoBody } from './body/picture-bodies.dto.js';
import { Enlarging } from './pictures/enlarging.js';
import { Interrogation } from './pictures/interrogation.js';
import type { ExtrasResult } from './pictures/picture-extras.js';
import { InputPictures } from './request/input-pictures.js';

/** Calls about a picture the client already has. */
@ApiTags('A1111')
@ApiUnprocessableEntityResponse({ type: A1111ValidationErrorResponse })
@Controller('sdapi/v1')
@UseFilters(A1111Filter)
export class PicturesController {
  constructor(
    private readonly inputs: InputPictures,
    private readonly enlarging: Enlarging,
    private readonly interrogation: Interrogation,
    private readonly responses: Responses,
  ) {}

  /** Read what is written into a picture about how it was made. */
  @Post('png-info')
  @HttpCode(200)
  @ApiBody({ type: PngInfoBody, examples: PICTURE_EXAMPLES })
  async pngInfo(
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

  /** Tell what is in a picture: in the words of a model that looks at it, else the prompt inside the file. */
  @Post('interrogate')
  @HttpCode(200)
  @ApiBody({ type: InterrogateBody, examples: PICTURE_EXAMPLES })
  @ApiNotImplementedResponse({ type: A1111ErrorResponse, description: 'Nobody can say what it shows.' })
  async interrogate(
    @Body(new A1111BodyPipe(InterrogateBody)) body: InterrogateBody,
    @InlinePictures() texts: InlinePictureTexts,
    @RequestCaller() caller: Caller,
    @Res({ passthrough: true }) response: Response,
  ): Promise<InterrogateResponse> {
    const bytes = await this.inputs.file(body.image, 'image', this.context(texts, response));
    return { caption: await this.interrogation.caption(bytes, caller) };
  }

  /** Enlarge a picture, by an upscaler of a provider where one is set up. */
  @Post('extra-single-image')
  @HttpCode(200)
  @CountsAsGeneration()
  @ApiBody({ type: ExtrasBody, examples: EXTRAS_EXAMPLES })
  @ApiOkResponse({ type: ExtrasResponse })
  async extraSingleImage(
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

  /** Enlarge several pictures, one after the other. */
  @Post('extra-batch-images')
  @HttpCode(200)
  @CountsAsGeneration()
  @ApiBody({ type: ExtrasBatchBody, examples: EXTRAS_BATCH_EXAMPLES })
  @ApiOkResponse({ type: ExtrasBatchResponse })
  async extraBatchImages(
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
