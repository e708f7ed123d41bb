import type { Caller, Job } from '@fusionbridge/core';
import { JobService } from '@fusionbridge/jobs';
import { Controller, Delete, Get, HttpCode, Param, Req, Res, UseFilters } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import type { Request, Response } from 'express';
import { RequestCaller } from '../../access/index.js';
import { EventStream } from '../../responses/index.js';
import { Links } from '../../links/index.js';
import { OpenAiErrorResponse } from '../errors/openai-error.dto.js';
import { OpenAiFilter } from '../errors/openai.filter.js';
import { errorEvent } from '../errors/error-event.js';
import { JobResponse } from './job-response.dto.js';
import { jobView, type UrlOf } from './job-view.js';
import { jobEvents } from './job-events.js';
import { ApiNotFound } from '../../openapi/index.js';

const NO_JOB = 'The job does not exist, or belongs to another caller.';

/** The job behind a call. A caller sees its own. */
@ApiTags('Jobs')
@Controller('v1/jobs')
@UseFilters(OpenAiFilter)
export class JobsController {
  constructor(
    private readonly jobs: JobService,
    private readonly links: Links,
  ) {}

  /**
   * Get a job.
   * @remarks Its state, progress, attempts, pictures and cost.
   */
  @Get(':id')
  @ApiNotFound(OpenAiErrorResponse, NO_JOB)
  @ApiOkResponse({ type: JobResponse })
  async getJob(
    @Param('id') id: string,
    @RequestCaller() caller: Caller,
    @Req() request: Request,
  ): Promise<object> {
    return this.view(await this.jobs.get(id, caller), request);
  }

  /**
   * Cancel a job.
   * @remarks A job that has ended stays unchanged.
   */
  @Delete(':id')
  @ApiNotFound(OpenAiErrorResponse, NO_JOB)
  @HttpCode(200)
  @ApiOkResponse({ type: JobResponse })
  async cancelJob(
    @Param('id') id: string,
    @RequestCaller() caller: Caller,
    @Req() request: Request,
  ): Promise<object> {
    return this.view(await this.jobs.cancel(id, caller), request);
  }

  /**
   * Stream the events of a job.
   * @remarks Server-sent events `state`, `progress` and `attempt` until the job ends. Each carries the job;
   * `progress` omits the prompts.
   */
  @Get(':id/events')
  @ApiNotFound(OpenAiErrorResponse, NO_JOB)
  @ApiOkResponse({ description: 'The events.', content: { 'text/event-stream': {} } })
  async streamJobEvents(
    @Param('id') id: string,
    @RequestCaller() caller: Caller,
    @Res() response: Response,
  ): Promise<void> {
    await new EventStream(response, errorEvent).send(async (clientGone) => {
      await this.jobs.get(id, caller);
      return jobEvents(this.jobs.events(id, caller), this.urlOf(response.req), clientGone);
    });
  }

  private view(job: Job, request: Request): object {
    return jobView(job, this.urlOf(request));
  }

  private urlOf(request: Request): UrlOf {
    return (picture) => this.links.picture(picture, request);
  }
}
