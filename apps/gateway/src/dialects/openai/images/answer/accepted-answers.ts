import type { Job } from '@fusionbridge/core';
import { Injectable } from '@nestjs/common';
import type { Request } from 'express';
import { Links } from '../../../../links/index.js';
import { jobView } from '../../../jobs/job-view.js';
import type { AcceptedAnswer } from './accepted-answer.dto.js';

/** Answers with a job that was accepted, and with the addresses to follow it by. */
@Injectable()
export class AcceptedAnswers {
  constructor(private readonly links: Links) {}

  /** The address of the job itself. */
  addressOf(job: Job, request: Request): string {
    return this.links.forCaller(`/v1/jobs/${job.id}`, request);
  }

  of(job: Job, request: Request): AcceptedAnswer {
    const address = this.addressOf(job, request);
    return Object.assign(
      jobView(job, (picture) => this.links.picture(picture, request)),
      {
        links: {
          poll: { method: 'GET', href: address },
          events: { method: 'GET', href: `${address}/events` },
          cancel: { method: 'DELETE', href: address },
        },
      },
    );
  }
}
