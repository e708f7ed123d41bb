import type { Degradation, Job } from '@fusionbridge/core';
import type { Request } from 'express';
import type { Links } from '../../links/index.js';
import { jobView } from './job-view.js';
import type { AcceptedJobResponse } from './accepted-job-response.dto.js';

/** An accepted job with the degradations of its request and its links. */
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

/** URL of the job. */
export function jobAddress(job: Job, links: Links, request: Request): string {
  return links.forCaller(`/v1/jobs/${job.id}`, request);
}
