import type { Caller } from '@fusionbridge/core';
import { Body, Controller, Req, Res, UseFilters } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { Request, Response } from 'express';
import { RequestCaller } from '../../../access/index.js';
import { Responses } from '../../../responses/index.js';
import { OpenAiFilter } from '../../../api/errors/openai.filter.js';
import { ImageBodyPipe } from '../requests/image-body.pipe.js';
import { callOf } from '../requests/image-request.js';
import { PICTURE_FIELDS } from '../requests/picture-fields.js';
import { VariationBody } from '../requests/variation-body.dto.js';
import { Endpoint } from '../images/endpoint.js';
import { ImagePainting } from '../images/image-painting.js';
import { OnePictureRoute } from '../input-pictures/one-picture-route.js';
import { OnePicture } from '../input-pictures/one-picture.js';
import { VariationPrompt } from './variation-prompt.js';

/** More pictures like one. */
@ApiTags('OpenAI images')
@Controller('v1/images')
@UseFilters(OpenAiFilter)
export class VariationsController {
  constructor(
    private readonly painting: ImagePainting,
    private readonly pictures: OnePicture,
    private readonly prompts: VariationPrompt,
    private readonly responses: Responses,
  ) {}

  /**
   * Generate variations of a picture.
   * @remarks The description comes from the prompt, from the parameters stored in the file, or from a vision model.
   */
  @OnePictureRoute('variations', VariationBody)
  @Endpoint('variations')
  async createImageVariation(
    @Body(new ImageBodyPipe(VariationBody, PICTURE_FIELDS)) body: VariationBody,
    @RequestCaller() caller: Caller,
    @Req() request: Request,
    @Res() response: Response,
  ): Promise<void> {
    const { clientGone } = this.responses.open(response);
    const sent = await this.pictures.read(request, clientGone);
    const { prompt, source, notes } = await this.prompts.find(body.prompt ?? '', sent, caller);
    const { wanted, leftOut } = callOf(
      body,
      {
        operation: 'variation',
        prompt,
        source: sent.picture,
        strength: body.strength ?? null,
        ...(source === 'request' ? { keepPrompt: true } : {}),
      },
      request,
    );
    const told = { leftOut: [...leftOut, ...notes], account: { prompt_source: source } };
    await this.painting.paint({ body, wanted, ...told, caller, request, response });
  }
}
