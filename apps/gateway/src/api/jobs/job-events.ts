import type { JobEvent } from '@fusionbridge/jobs';
import type { Observable } from 'rxjs';
import { EventBacklog } from './event-backlog.js';
import { jobView, progressView, type UrlOf } from './job-view.js';

/**
 * The events of a job as they are written, each when its watcher takes it.
 * @param urlOf Where a picture is fetched
 */
export async function* jobEvents(
  events: Observable<JobEvent>,
  urlOf: UrlOf,
  clientGone: AbortSignal,
): AsyncGenerator<Buffer, void, undefined> {
  for await (const { type, job } of new EventBacklog(events, clientGone).taken()) {
    const data = type === 'progress' ? progressView(job, urlOf) : jobView(job, urlOf);
    yield Buffer.from(`event: ${type}\ndata: ${JSON.stringify(data)}\n\n`);
  }
}
