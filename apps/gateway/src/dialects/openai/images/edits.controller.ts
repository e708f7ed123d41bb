import type { Caller } from '@fusionbridge/core';
import { Body, Controller, Req, Res, UseFilters } from '@nestjs/common';
import { ApiBody, ApiConsumes, ApiTags } from '@nestjs/swagger';
import type { Request, Response } from 'express';
import { RequestCaller } from '../../../access/index.js';
import { Answers } from '../../../answers/index.js';
import { TakesForm } from '../../../bodies/index.js';
import { OpenAiFilter } from '../errors/openai.filter.js';
import { EditBody, EditForm } from './body/edit-body.dto.js';
import { EditRequests } from './body/edit-requests.js';
import { ImageBodyPipe } from './body/image-body.pipe.js';
import { Endpoint } from './endpoint.js';
import { ImagePainting } from './image-painting.js';
import { ImageRoute } from './image-route.js';

/** Pictures from pictures and words. */
@ApiTags('OpenAI images')
@Controller('v1/images')
@UseFilters(OpenAiFilter)
export class EditsController {
  constructor(
    private readonly painting: ImagePainting,
    private readonly edits: EditRequests,
    private readonly answers: Answers,
  ) {}

  /**
   * Change a picture as the prompt says, under a mask or as a whole. Takes a form, or JSON with
   * `images: [{image_url}]` and `mask: {image_url}`: data URIs, base64 or addresses.
   */
  @ImageRoute('edits')
  @Endpoint('edits')
  @TakesForm()
  @ApiConsumes('multipart/form-data')
  @ApiBody({ type: EditForm })
  async edit(
    @Body(new ImageBodyPipe(EditBody)) body: EditBody,
    @RequestCaller() caller: Caller,
    @Req() request: Request,
    @Res() response: Response,
  ): Promise<void> {
    const signal = this.answers.open(request, response).clientGone;
    const { maskOrigin, ...read } = await this.edits.read(body, request, signal);
    const account = { mask_mode: maskOrigin };
    await this.painting.paint({ ...read, body, account, caller, request, response });
  }
}
