import { BridgeError, extensionOf } from '@fusionbridge/core';
import { JobService } from '@fusionbridge/jobs';
import { Controller, Get, Param, Query, Req, Res, UseFilters } from '@nestjs/common';
import {
  ApiBadRequestResponse,
  ApiOkResponse,
  ApiParam,
  ApiQuery,
  ApiResponse,
  ApiTags,
} from '@nestjs/swagger';
import type { Request, Response } from 'express';
import { PublicRoute } from '../../access/index.js';
import { PictureFiles } from '../../responses/index.js';
import { OpenAiErrorResponse } from '../errors/openai-error.dto.js';
import { OpenAiFilter } from '../errors/openai.filter.js';
import { ThumbnailWidthPipe, WIDEST } from './thumbnail-width.pipe.js';
import { ApiNotFound, ApiUnavailable } from '../../openapi/index.js';

const FILE = { 'image/png': {}, 'image/jpeg': {}, 'image/webp': {} };

/** Kept pictures. The name is 128 random bits: who knows it may have the picture, without a key. */
@ApiTags('Gallery')
@Controller('v1/images/data')
@UseFilters(OpenAiFilter)
export class PictureDataController {
  constructor(
    private readonly jobs: JobService,
    private readonly files: PictureFiles,
  ) {}

  /**
   * Fetch the file of a picture.
   * @remarks Supports `Range`, `HEAD` and, with `w`, thumbnails. Needs no key: the id cannot be guessed.
   */
  @Get(':name')
  @PublicRoute()
  @ApiParam({ name: 'name', description: '`<id>` or `<id>.<extension>`, as in the URLs of responses.' })
  @ApiQuery({
    name: 'w',
    required: false,
    schema: { type: 'integer', minimum: 1, maximum: WIDEST },
    description:
      'Returns a thumbnail at least this many pixels wide: rounded up to 64, 128, 256, 512, 1024 or 2048, and never wider than the picture. WebP if `Accept` allows it.',
  })
  @ApiOkResponse({ description: 'The file.', content: FILE })
  @ApiResponse({ status: 206, description: 'The requested range of the file.', content: FILE })
  @ApiResponse({
    status: 302,
    description: 'Redirects to the bucket that holds the file (`S3_DELIVERY=presigned`).',
  })
  @ApiResponse({ status: 304, description: 'The client already has the file (`If-None-Match`).' })
  @ApiResponse({
    status: 416,
    description: 'The file has no such range; `Content-Range` gives its length.',
  })
  @ApiBadRequestResponse({ type: OpenAiErrorResponse, description: '`w` is not a valid width.' })
  @ApiNotFound(OpenAiErrorResponse, 'The picture does not exist.')
  @ApiUnavailable(OpenAiErrorResponse, 'The picture store does not respond.')
  async getImageFile(
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
