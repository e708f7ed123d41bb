import type { Caller, Job } from '@fusionbridge/core';
import { JobService } from '@fusionbridge/jobs';
import { Controller, Delete, Get, HttpCode, Param, Req, Res, UseFilters } from '@nestjs/common';
import { ApiNotFoundResponse, ApiOkResponse, ApiProduces, ApiTags } from '@nestjs/swagger';
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

/** The job behind a call. A caller sees its own. */
@ApiTags('Jobs')
@ApiNotFoundResponse({
  type: OpenAiErrorResponse,
  description: 'There is no such job, or it is somebody else’s.',
})
@Controller('v1/jobs')
@UseFilters(OpenAiFilter)
export class JobsController {
  constructor(
    private readonly jobs: JobService,
    private readonly links: Links,
  ) {}

  /** Show a job. */
  @Get(':id')
  @ApiOkResponse({ type: JobResponse })
  async show(
    @Param('id') id: string,
    @RequestCaller() caller: Caller,
    @Req() request: Request,
  ): Promise<object> {
    return this.view(await this.jobs.get(id, caller), request);
  }

  /** Cancel a job. One that is over stays as it is. */
  @Delete(':id')
  @HttpCode(200)
  @ApiOkResponse({ type: JobResponse })
  async cancel(
    @Param('id') id: string,
    @RequestCaller() caller: Caller,
    @Req() request: Request,
  ): Promise<object> {
    return this.view(await this.jobs.cancel(id, caller), request);
  }

  /** Follow a job to its end, as server-sent events `state`, `progress` and `attempt`; each carries the job, `progress` without its prompts. */
  @Get(':id/events')
  @ApiProduces('text/event-stream')
  @ApiOkResponse({ description: 'Events until the job is over.' })
  async events(
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
