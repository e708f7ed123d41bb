import type { Caller } from '@fusionbridge/core';
import { Gallery } from '@fusionbridge/jobs';
import { Body, Controller, Delete, Get, HttpCode, Param, Query, Req, Res, UseFilters } from '@nestjs/common';
import { ApiBadRequestResponse, ApiBody, ApiOkResponse, ApiParam, ApiTags } from '@nestjs/swagger';
import type { Request, Response } from 'express';
import { RequestCaller } from '../../access/index.js';
import { OpenAiErrorResponse } from '../errors/openai-error.dto.js';
import {
  ImagePainting,
  ImageRoute,
  REPLAY_EXAMPLES,
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
import { ApiNotFound } from '../../openapi/index.js';

const NO_PICTURE = 'The picture does not exist, or belongs to another caller.';

/** The pictures a caller has kept. */
@ApiTags('Gallery')
@Controller('v1/images')
@UseFilters(OpenAiFilter)
export class GalleryController {
  constructor(
    private readonly gallery: Gallery,
    private readonly views: PictureViews,
    private readonly painting: ImagePainting,
  ) {}

  /**
   * List the caller's pictures.
   * @remarks Newest first, with filters and pagination.
   */
  @Get()
  @ApiOkResponse({ type: GalleryPageResponse })
  @ApiBadRequestResponse({ type: OpenAiErrorResponse, description: 'A filter is invalid; `param` names it.' })
  async listImages(
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

  /**
   * Get the record of a picture.
   * @remarks Prompts, LoRAs, attempts, degradations and cost.
   */
  @Get(':id')
  @ApiOkResponse({ type: PictureRecordResponse })
  @ApiNotFound(OpenAiErrorResponse, NO_PICTURE)
  async getImage(
    @Param('id') id: string,
    @RequestCaller() caller: Caller,
    @Req() request: Request,
  ): Promise<PictureRecordResponse> {
    return this.views.record(await this.gallery.record(id, caller), request);
  }

  /**
   * Delete a picture.
   * @remarks Also deletes the file, unless another picture or a running job uses it.
   */
  @Delete(':id')
  @HttpCode(200)
  @ApiOkResponse({ type: PictureDeletedResponse })
  @ApiNotFound(OpenAiErrorResponse, NO_PICTURE)
  async deleteImage(
    @Param('id') id: string,
    @RequestCaller() caller: Caller,
  ): Promise<PictureDeletedResponse> {
    await this.gallery.remove(id, caller);
    return { id, object: 'image', deleted: true };
  }

  /**
   * Generate a picture again.
   * @remarks Repeats the original request with the same seed, changed by the fields of the body.
   */
  @ImageRoute(':id/replay')
  @ApiParam({ name: 'id', type: String })
  @ApiBody({ type: ReplayBody, required: false, examples: REPLAY_EXAMPLES })
  async replayImage(
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
