import { totalmem } from 'node:os';
import { Controller, Get, HttpCode, Post, Res, UseFilters } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import type { Response } from 'express';
import { A1111Filter } from './a1111.filter.js';
import { MemoryResponse } from './catalogue/catalogue-entry.dto.js';
import { CompatibilityStub } from '../../openapi/index.js';

const NULL = { description: 'Always null.', schema: { nullable: true, example: null } };
const EMPTY = { description: 'Always an empty object.', schema: { type: 'object', example: {} } };

/** A1111's maintenance calls. The bridge has nothing to load or unload, so most of them do nothing. */
@ApiTags('A1111')
@Controller('sdapi/v1')
@UseFilters(A1111Filter)
export class UpkeepController {
  /**
   * Refresh the models.
   * @remarks Does nothing: lists are always up to date.
   */
  @CompatibilityStub()
  @Post('refresh-checkpoints')
  @HttpCode(200)
  @ApiOkResponse(NULL)
  refreshCheckpoints(@Res() response: Response): void {
    response.json(null);
  }

  /**
   * Refresh the VAEs.
   * @remarks Does nothing: lists are always up to date.
   */
  @CompatibilityStub()
  @Post('refresh-vae')
  @HttpCode(200)
  @ApiOkResponse(NULL)
  refreshVaes(@Res() response: Response): void {
    response.json(null);
  }

  /**
   * Refresh the LoRAs.
   * @remarks Does nothing: lists are always up to date.
   */
  @CompatibilityStub()
  @Post('refresh-loras')
  @HttpCode(200)
  @ApiOkResponse(NULL)
  refreshLoras(@Res() response: Response): void {
    response.json(null);
  }

  /**
   * Refresh the embeddings.
   * @remarks Does nothing: lists are always up to date.
   */
  @CompatibilityStub()
  @Post('refresh-embeddings')
  @HttpCode(200)
  @ApiOkResponse(NULL)
  refreshEmbeddings(@Res() response: Response): void {
    response.json(null);
  }

  /**
   * Unload the model.
   * @remarks Does nothing: no model is loaded in this process.
   */
  @CompatibilityStub()
  @Post('unload-checkpoint')
  @HttpCode(200)
  @ApiOkResponse(EMPTY)
  unloadCheckpoint(): object {
    return {};
  }

  /**
   * Reload the model.
   * @remarks Does nothing: no model is loaded in this process.
   */
  @CompatibilityStub()
  @Post('reload-checkpoint')
  @HttpCode(200)
  @ApiOkResponse(EMPTY)
  reloadCheckpoint(): object {
    return {};
  }

  /**
   * Get memory statistics.
   * @remarks Memory of the server process. No GPU is involved.
   */
  @Get('memory')
  @ApiOkResponse({ type: MemoryResponse, description: 'The statistics.' })
  getMemory(): MemoryResponse {
    const total = totalmem();
    const used = process.memoryUsage.rss();
    return { ram: { free: total - used, used, total }, cuda: { error: 'unavailable' } };
  }
}
