import type { Job } from '@fusionbridge/core';
import { jobView } from '../../../jobs/job-view.js';
import type { AcceptedAnswer } from './accepted-answer.dto.js';

/** A job that was taken, and where to go on with it. */
export function acceptedView(job: Job): AcceptedAnswer {
  const address = `/v1/jobs/${job.id}`;
  return Object.assign(jobView(job), {
    links: {
      poll: { method: 'GET', href: address },
      events: { method: 'GET', href: `${address}/events` },
      cancel: { method: 'DELETE', href: address },
    },
  });
}
