import type { Caller } from '@fusionbridge/core';
import { Gallery } from '@fusionbridge/jobs';
import { Body, Controller, Delete, Get, HttpCode, Param, Query, Req, Res, UseFilters } from '@nestjs/common';
import {
  ApiBadRequestResponse,
  ApiBody,
  ApiNotFoundResponse,
  ApiOkResponse,
  ApiParam,
  ApiTags,
  ApiUnauthorizedResponse,
} from '@nestjs/swagger';
import type { Request, Response } from 'express';
import { RequestCaller } from '../../access/index.js';
import { OpenAiErrorResponse } from '../errors/openai-error.dto.js';
import {
  ImagePainting,
  ImageRoute,
  ReplayBody,
  ReplayBodyPipe,
  replayOf,
} from '../../dialects/openai/index.js';
import { OpenAiFilter } from '../errors/openai.filter.js';
import { placeOf } from './cursor.js';
import {
  GalleryPageResponse,
  PictureDeletedResponse,
  PictureRecordResponse,
} from './gallery-responses.dto.js';
import { GalleryQuery } from './gallery-query.dto.js';
import { GalleryQueryPipe } from './gallery-query.pipe.js';
import { PictureViews } from './picture-views.js';

const NO_PICTURE = {
  type: OpenAiErrorResponse,
  description: 'There is no such picture, or it is somebody else’s.',
};

/** The pictures a caller has kept. */
@ApiTags('Gallery')
@ApiUnauthorizedResponse({ type: OpenAiErrorResponse, description: 'A key is needed, or it is not known.' })
@Controller('v1/images')
@UseFilters(OpenAiFilter)
export class GalleryController {
  constructor(
    private readonly gallery: Gallery,
    private readonly views: PictureViews,
    private readonly painting: ImagePainting,
  ) {}

  /** List the caller's own pictures, newest first. */
  @Get()
  @ApiOkResponse({ type: GalleryPageResponse })
  @ApiBadRequestResponse({ type: OpenAiErrorResponse, description: 'A filter is wrong; `param` names it.' })
  async list(
    @Query(new GalleryQueryPipe()) query: GalleryQuery,
    @RequestCaller() caller: Caller,
    @Req() request: Request,
  ): Promise<GalleryPageResponse> {
    const { limit, after, q, created_after: later, created_before: earlier, ...facets } = query;
    const filter = {
      ...facets,
      text: q ?? '',
      ...(later === undefined ? {} : { createdFrom: (later + 1) * 1000 }),
      ...(earlier === undefined ? {} : { createdBefore: earlier * 1000 }),
    };
    const page = await this.gallery.page(caller, filter, limit, placeOf(after));
    return this.views.page(page, request);
  }

  /** Say how a picture came to be: prompts, LoRAs, who was asked, what was left out, what it cost. */
  @Get(':id')
  @ApiOkResponse({ type: PictureRecordResponse })
  @ApiNotFoundResponse(NO_PICTURE)
  async show(
    @Param('id') id: string,
    @RequestCaller() caller: Caller,
    @Req() request: Request,
  ): Promise<PictureRecordResponse> {
    return this.views.record(await this.gallery.record(id, caller), request);
  }

  /** Delete a picture, and its file unless another picture or a running job needs it. */
  @Delete(':id')
  @HttpCode(200)
  @ApiOkResponse({ type: PictureDeletedResponse })
  @ApiNotFoundResponse(NO_PICTURE)
  async remove(@Param('id') id: string, @RequestCaller() caller: Caller): Promise<PictureDeletedResponse> {
    await this.gallery.remove(id, caller);
    return { id, object: 'image', deleted: true };
  }

  /** Paint a picture again: same request, same seed, or otherwise where the body says so. */
  @ImageRoute(':id/replay')
  @ApiParam({ name: 'id', type: String })
  @ApiBody({ type: ReplayBody, required: false })
  async replay(
    @Body(new ReplayBodyPipe()) body: ReplayBody,
    @RequestCaller() caller: Caller,
    @Req() request: Request,
    @Res() response: Response,
  ): Promise<void> {
    const record = await this.gallery.record(String(request.params['id']), caller);
    const former = await this.gallery.requestOf(record);
    const call = replayOf(former, body, request);
    const parent = record.picture.id;
    await this.painting.paint({ body, ...call, parent, caller, request, response });
  }
}
