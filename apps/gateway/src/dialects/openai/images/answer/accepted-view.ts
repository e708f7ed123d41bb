import type { Job } from '@fusionbridge/core';
import type { Request } from 'express';
import type { Links } from '../../../../links/index.js';
import { jobView } from '../../../jobs/job-view.js';
import type { AcceptedAnswer } from './accepted-answer.dto.js';

/** A job that was accepted, and the addresses to follow it by. */
export function acceptedView(job: Job, links: Links, request: Request): AcceptedAnswer {
  const address = jobAddress(job, links, request);
  return Object.assign(
    jobView(job, (picture) => links.picture(picture, request)),
    {
      links: {
        poll: { method: 'GET', href: address },
        events: { method: 'GET', href: `${address}/events` },
        cancel: { method: 'DELETE', href: address },
      },
    },
  );
}

/** Where the job is shown. */
export function jobAddress(job: Job, links: Links, request: Request): string {
  return links.forCaller(`/v1/jobs/${job.id}`, request);
}
