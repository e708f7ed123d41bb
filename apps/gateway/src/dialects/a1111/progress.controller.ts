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
import { CompatibilityStub } from '../../openapi/index.js';

/** Progress and interruption of the caller's own jobs. */
@ApiTags('A1111')
@Controller('sdapi/v1')
@UseFilters(A1111Filter)
export class ProgressController {
  constructor(
    private readonly own: OwnJobs,
    private readonly choices: CallerChoices,
  ) {}

  /**
   * Get the progress of the caller's job.
   * @remarks Idle right after `POST /sdapi/v1/options`, because no model has to be loaded.
   */
  @Get('progress')
  @ApiQuery({
    name: 'skip_current_image',
    type: Boolean,
    required: false,
    description: '`true` omits the preview.',
  })
  @ApiOkResponse({ type: ProgressResponse })
  getProgress(
    @RequestCaller() caller: Caller,
    @Query('skip_current_image') skip: string | undefined,
  ): ProgressResponse {
    const job = this.choices.awaitsChoice(caller) ? null : this.own.current(caller);
    return job === null ? idleProgress() : progressOf(job, Date.now(), !isYes(skip));
  }

  /**
   * Stop the caller's jobs.
   * @remarks Stops the jobs that were submitted before this request.
   */
  @Post('interrupt')
  @HttpCode(200)
  @ApiOkResponse({ description: 'Always an empty object.', schema: { type: 'object', example: {} } })
  interruptJobs(@RequestCaller() caller: Caller, @Req() request: Request): object {
    this.own.interrupt(caller, contextOf(request).arrivedAt);
    return {};
  }

  /**
   * Skip the current picture.
   * @remarks Does nothing: a provider cannot skip a picture and still deliver the others.
   */
  @CompatibilityStub()
  @Post('skip')
  @HttpCode(200)
  @ApiOkResponse({ description: 'Always null.', schema: { nullable: true, example: null } })
  skipImage(@Res() response: Response): void {
    response.json(null);
  }
}

function isYes(text: string | undefined): boolean {
  return ['true', '1', 'yes', 'on'].includes(text?.toLowerCase() ?? '');
}
