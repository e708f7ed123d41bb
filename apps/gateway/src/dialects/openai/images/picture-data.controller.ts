import { BridgeError, extensionOf } from '@fusionbridge/core';
import { JobService } from '@fusionbridge/jobs';
import { Controller, Get, Param, Req, Res, UseFilters } from '@nestjs/common';
import { ApiNotFoundResponse, ApiOkResponse, ApiParam, ApiTags } from '@nestjs/swagger';
import type { Request, Response } from 'express';
import { PublicRoute } from '../../../access/index.js';
import { PictureFiles } from '../../../answers/index.js';
import { OpenAiErrorAnswer } from '../errors/openai-error.dto.js';
import { OpenAiFilter } from '../errors/openai.filter.js';

/** Kept pictures. The name is 128 random bits: who knows it may have the picture, without a key. */
@ApiTags('OpenAI images')
@Controller('v1/images/data')
@UseFilters(OpenAiFilter)
export class PictureDataController {
  constructor(
    private readonly jobs: JobService,
    private readonly files: PictureFiles,
  ) {}

  /** Fetch a picture. */
  @Get(':name')
  @PublicRoute()
  @ApiParam({ name: 'name', description: '`<id>` or `<id>.<extension>`, as answers name it.' })
  @ApiOkResponse({
    description: 'The file.',
    content: { 'image/png': {}, 'image/jpeg': {}, 'image/webp': {} },
  })
  @ApiNotFoundResponse({ type: OpenAiErrorAnswer, description: 'There is no such picture, or no longer.' })
  async data(@Param('name') name: string, @Req() request: Request, @Res() response: Response): Promise<void> {
    const [id = '', extension] = name.split('.');
    const picture = await this.jobs.picture(id);
    if (extension !== undefined && extension !== extensionOf(picture.format)) {
      throw new BridgeError({ kind: 'not_found', message: `There is no picture '${name}'.` });
    }
    await this.files.send(picture, request, response);
  }
}
