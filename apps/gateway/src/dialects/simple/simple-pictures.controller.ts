import { BridgeError } from '@fusionbridge/core';
import { JobService } from '@fusionbridge/jobs';
import { Controller, Get, Param, Req, Res, UseFilters } from '@nestjs/common';
import { ApiOkResponse, ApiParam, ApiTags } from '@nestjs/swagger';
import type { Request, Response } from 'express';
import { PublicRoute } from '../../access/index.js';
import { PictureFiles } from '../../responses/index.js';
import { pictureIdIn } from '../../links/index.js';
import { SimpleErrorResponse } from './simple-error.dto.js';
import { SimpleFilter } from './simple.filter.js';
import { ApiNotFound } from '../../openapi/index.js';

/** The pictures behind the `imageUrl` of the simple dialect. */
@ApiTags('Simple')
@Controller('uploads/images')
@UseFilters(SimpleFilter)
export class SimplePicturesController {
  constructor(
    private readonly jobs: JobService,
    private readonly files: PictureFiles,
  ) {}

  /**
   * Fetch a generated picture.
   * @remarks Serves the path that `POST /api/ai/generate-image` returned. Needs no key: the file name cannot be
   * guessed.
   */
  @Get(':user/:file')
  @PublicRoute()
  @ApiParam({ name: 'user', description: 'Of no effect: the name of the file finds it.' })
  @ApiOkResponse({ description: 'The file.', content: { 'image/png': {} } })
  @ApiNotFound(SimpleErrorResponse, 'The picture does not exist.')
  async getUploadedImage(
    @Param('file') file: string,
    @Req() request: Request,
    @Res() response: Response,
  ): Promise<void> {
    const id = pictureIdIn(file);
    if (id === null) {
      throw new BridgeError({ kind: 'not_found', message: `There is no picture '${file}'.` });
    }
    await this.files.send(await this.jobs.picture(id), request, response);
  }
}
