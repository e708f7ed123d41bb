import type { JobEvent } from '@fusionbridge/jobs';
import type { Job } from '@fusionbridge/core';
import { Observable, Subject } from 'rxjs';
import { EventBacklog } from './event-backlog.js';

/** An event that is told apart by its job's id alone. */
function event(type: JobEvent['type'], id: string): JobEvent {
  const job: Partial<Job> = { id };
  return { type, job: job as Job };
}

async function idsOf(backlog: EventBacklog): Promise<string[]> {
  const ids: string[] = [];
  for await (const { job } of backlog.taken()) {
    ids.push(job.id);
  }
  return ids;
}

describe(EventBacklog.name, () => {
  it('keeps every state and attempt, and only the latest progress, for whoever takes nothing', async () => {
    const events = new Subject<JobEvent>();
    const backlog = new EventBacklog(events, new AbortController().signal);
    events.next(event('state', 'running'));
    for (let step = 1; step <= 1000; step += 1) {
      events.next(event('progress', `step ${step}`));
    }
    events.next(event('attempt', 'delivered'));
    events.next(event('state', 'succeeded'));
    events.complete();
    expect(await idsOf(backlog)).toEqual(['running', 'step 1000', 'delivered', 'succeeded']);
  });

  it('waits for what comes later, and ends with the job', async () => {
    const events = new Subject<JobEvent>();
    const ids = idsOf(new EventBacklog(events, new AbortController().signal));
    events.next(event('state', 'queued'));
    await new Promise((resolve) => setImmediate(resolve));
    events.next(event('state', 'failed'));
    events.complete();
    expect(await ids).toEqual(['queued', 'failed']);
  });

  it('lets go of the job when its watcher leaves, also one that has left before', async () => {
    const events = new Subject<JobEvent>();
    const line = new AbortController();
    const ids = idsOf(new EventBacklog(events, line.signal));
    events.next(event('state', 'queued'));
    await new Promise((resolve) => setImmediate(resolve));
    line.abort();
    expect(await ids).toEqual(['queued']);
    expect(events.observed).toBe(false);
    expect(await idsOf(new EventBacklog(events, line.signal))).toEqual([]);
    expect(events.observed).toBe(false);
  });

  it('passes on what the events fail with, after what came before', async () => {
    const failing = new Observable<JobEvent>((watcher) => {
      watcher.next(event('state', 'queued'));
      watcher.error(new Error('the database is away'));
    });
    const events = new EventBacklog(failing, new AbortController().signal).taken();
    expect(await events.next()).toMatchObject({ value: { job: { id: 'queued' } } });
    await expect(events.next()).rejects.toThrow('the database is away');
  });
});
