import type { Caller } from '@fusionbridge/core';
import { Controller, Get, HttpCode, Post, Query, Req, Res, UseFilters } from '@nestjs/common';
import { ApiOkResponse, ApiQuery, ApiTags } from '@nestjs/swagger';
import type { Request, Response } from 'express';
import { RequestCaller } from '../../access/index.js';
import { contextOf } from '../../request-context/index.js';
import { A1111Filter } from './a1111.filter.js';
import { idleProgress, progressOf } from './responses/progress.js';
import { ProgressResponse } from './responses/progress-response.dto.js';
import { CallerChoices } from './callers/caller-choices.js';
import { OwnJobs } from './callers/own-jobs.js';

/** What goes on, and stopping it; each caller sees and stops its own jobs only. */
@ApiTags('A1111')
@Controller('sdapi/v1')
@UseFilters(A1111Filter)
export class ProgressController {
  constructor(
    private readonly own: OwnJobs,
    private readonly choices: CallerChoices,
  ) {}

  /** How far the caller's job is. Right after `POST /options` nothing goes on: no model has to be loaded. */
  @Get('progress')
  @ApiQuery({ name: 'skip_current_image', type: Boolean, required: false })
  progress(
    @RequestCaller() caller: Caller,
    @Query('skip_current_image') skip: string | undefined,
  ): ProgressResponse {
    const job = this.choices.awaitsChoice(caller) ? null : this.own.current(caller);
    return job === null ? idleProgress() : progressOf(job, Date.now(), !isYes(skip));
  }

  /** Stop the caller's jobs that were begun before this call. */
  @Post('interrupt')
  @HttpCode(200)
  @ApiOkResponse({ schema: { type: 'object', example: {} } })
  interrupt(@RequestCaller() caller: Caller, @Req() request: Request): object {
    this.own.interrupt(caller, contextOf(request).arrivedAt);
    return {};
  }

  /** Does nothing: a picture that a vendor paints cannot be skipped and still be delivered. */
  @Post('skip')
  @HttpCode(200)
  @ApiOkResponse({ schema: { nullable: true, example: null } })
  skip(@Res() response: Response): void {
    response.json(null);
  }
}

function isYes(text: string | undefined): boolean {
  return ['true', '1', 'yes', 'on'].includes(text?.toLowerCase() ?? '');
}
