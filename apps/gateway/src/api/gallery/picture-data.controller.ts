import { BridgeError, extensionOf } from '@fusionbridge/core';
import { JobService } from '@fusionbridge/jobs';
import { Controller, Get, Param, Query, Req, Res, UseFilters } from '@nestjs/common';
import {
  ApiBadRequestResponse,
  ApiNotFoundResponse,
  ApiOkResponse,
  ApiParam,
  ApiQuery,
  ApiResponse,
  ApiServiceUnavailableResponse,
  ApiTags,
} from '@nestjs/swagger';
import type { Request, Response } from 'express';
import { PublicRoute } from '../../access/index.js';
import { PictureFiles } from '../../responses/index.js';
import { OpenAiErrorResponse } from '../errors/openai-error.dto.js';
import { OpenAiFilter } from '../errors/openai.filter.js';
import { ThumbnailWidthPipe, WIDEST } from './thumbnail-width.pipe.js';

const FILE = { 'image/png': {}, 'image/jpeg': {}, 'image/webp': {} };

/** Kept pictures. The name is 128 random bits: who knows it may have the picture, without a key. */
@ApiTags('OpenAI images')
@Controller('v1/images/data')
@UseFilters(OpenAiFilter)
export class PictureDataController {
  constructor(
    private readonly jobs: JobService,
    private readonly files: PictureFiles,
  ) {}

  /** Fetch a picture: whole, in parts (`Range`), or smaller (`w`). `HEAD` answers with the headers alone. */
  @Get(':name')
  @PublicRoute()
  @ApiParam({ name: 'name', description: '`<id>` or `<id>.<extension>`, as answers name it.' })
  @ApiQuery({
    name: 'w',
    required: false,
    schema: { type: 'integer', minimum: 1, maximum: WIDEST },
    description:
      'A smaller one, at least so many pixels wide: rounded up to 64, 128, 256, 512, 1024 or 2048, and never wider than the picture. WebP for clients whose `Accept` names it.',
  })
  @ApiOkResponse({ description: 'The file.', content: FILE })
  @ApiResponse({ status: 206, description: 'The part that `Range` asked for.', content: FILE })
  @ApiResponse({
    status: 302,
    description: 'It lies in a bucket that clients may reach themselves (`S3_DELIVERY=presigned`).',
  })
  @ApiResponse({ status: 304, description: 'The client has it already, as `If-None-Match` says.' })
  @ApiResponse({
    status: 416,
    description: 'The file has no such part; `Content-Range` says how long it is.',
  })
  @ApiBadRequestResponse({ type: OpenAiErrorResponse, description: '`w` is no width.' })
  @ApiNotFoundResponse({ type: OpenAiErrorResponse, description: 'There is no such picture, or no longer.' })
  @ApiServiceUnavailableResponse({ type: OpenAiErrorResponse, description: 'The picture store is away.' })
  async data(
    @Param('name') name: string,
    @Query('w', ThumbnailWidthPipe) width: number | null,
    @Req() request: Request,
    @Res() response: Response,
  ): Promise<void> {
    const [id = '', extension] = name.split('.');
    const picture = await this.jobs.picture(id).catch(unlessMissing);
    if (picture === null && (await this.files.sendInherited(name, request, response))) {
      return;
    }
    if (picture === null || (extension !== undefined && extension !== extensionOf(picture.format))) {
      throw new BridgeError({ kind: 'not_found', message: `There is no picture '${name}'.` });
    }
    if (width === null) {
      await this.files.send(picture, request, response);
    } else {
      await this.files.sendSmall(picture, width, request, response);
    }
  }
}

function unlessMissing(error: unknown): null {
  if (error instanceof BridgeError && error.kind === 'not_found') {
    return null;
  }
  throw error;
}
