import type { Degradation, Job } from '@fusionbridge/core';
import type { Request } from 'express';
import type { Links } from '../../links/index.js';
import { jobView } from './job-view.js';
import type { AcceptedJobResponse } from './accepted-job-response.dto.js';

/** A job that was accepted, what of its call could not be taken over, and the addresses to follow it by. */
export function acceptedJobView(
  job: Job,
  links: Links,
  { request, leftOut }: { readonly request: Request; readonly leftOut: readonly Degradation[] },
): AcceptedJobResponse {
  const address = jobAddress(job, links, request);
  const view = jobView(job, (picture) => links.picture(picture, request));
  return Object.assign(view, {
    degradations: [...leftOut, ...view.degradations],
    links: {
      poll: { method: 'GET', href: address },
      events: { method: 'GET', href: `${address}/events` },
      cancel: { method: 'DELETE', href: address },
    },
  });
}

/** Where the job is shown. */
export function jobAddress(job: Job, links: Links, request: Request): string {
  return links.forCaller(`/v1/jobs/${job.id}`, request);
}
