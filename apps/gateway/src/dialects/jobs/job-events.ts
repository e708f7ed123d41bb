import type { JobEvent } from '@fusionbridge/jobs';
import type { Observable } from 'rxjs';
import { EventBacklog } from './event-backlog.js';
import { jobView, progressView } from './job-view.js';

/** The events of a job as they are written, each when its watcher takes it. */
export async function* jobEvents(
  events: Observable<JobEvent>,
  clientGone: AbortSignal,
): AsyncGenerator<Buffer, void, undefined> {
  for await (const { type, job } of new EventBacklog(events, clientGone).taken()) {
    const data = type === 'progress' ? progressView(job) : jobView(job);
    yield Buffer.from(`event: ${type}\ndata: ${JSON.stringify(data)}\n\n`);
  }
}
