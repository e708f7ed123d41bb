import { totalmem } from 'node:os';
import { Controller, Get, HttpCode, Post, Res, UseFilters } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import type { Response } from 'express';
import { A1111Filter } from './a1111.filter.js';
import { MemoryResponse } from './catalogue/catalogue-entry.dto.js';

const REFRESHED = ['refresh-checkpoints', 'refresh-vae', 'refresh-loras', 'refresh-embeddings'];

/** What keeps a web UI in shape. The bridge has nothing to load or unload; clients that ask are told it is done. */
@ApiTags('A1111')
@Controller('sdapi/v1')
@UseFilters(A1111Filter)
export class UpkeepController {
  /** Lists are always fresh: nothing is done. */
  @Post(REFRESHED)
  @HttpCode(200)
  @ApiOkResponse({ schema: { nullable: true, example: null } })
  refresh(@Res() response: Response): void {
    response.json(null);
  }

  /** No model is loaded here: nothing is done. */
  @Post(['unload-checkpoint', 'reload-checkpoint'])
  @HttpCode(200)
  @ApiOkResponse({ schema: { type: 'object', example: {} } })
  checkpoint(): object {
    return {};
  }

  /** Memory of this process. There is no graphics card in it. */
  @Get('memory')
  memory(): MemoryResponse {
    const total = totalmem();
    const used = process.memoryUsage.rss();
    return { ram: { free: total - used, used, total }, cuda: { error: 'unavailable' } };
  }
}
