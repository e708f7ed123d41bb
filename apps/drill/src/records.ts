import { copyFile, mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { FINAL_STATES } from '@fusionbridge/core';
import Database from 'libsql';
import { z } from 'zod';
import { isWhole } from './client.js';

const FILE = 'fusionbridge.db';
const LOOK_MS = 100;
/** For all jobs to be over after a restart. */
const PATIENCE_MS = 60_000;

/** What a killed bridge has left in its records. */
export interface LeftBehind {
  readonly jobs: readonly string[];
  /** Orders of which it did not know whether the vendor has them. */
  readonly unanswered: number;
}

const Jobs = z.array(z.object({ id: z.string() }));
const Count = z.object({ many: z.number() });

/** Reads a copy, since looking at the file itself would already repair it. */
export async function leftIn(dataPath: string): Promise<LeftBehind> {
  const copy = await mkdtemp(join(tmpdir(), 'fusionbridge-records-'));
  try {
    const files = (await readdir(dataPath)).filter((name) => name.startsWith(FILE));
    await Promise.all(files.map((name) => copyFile(join(dataPath, name), join(copy, name))));
    const records = new Database(join(copy, FILE));
    try {
      const jobs = Jobs.parse(records.prepare('select id from jobs').all());
      const unanswered = records
        .prepare(
          // Runware's id is ours and written down before the order is sent; then it says whether it was confirmed.
          `select count(*) as many from attempts where outcome is null and
           (task_id is null or (provider = 'runware' and task_id not like '%confirmed=yes%'))`,
        )
        .get();
      return { jobs: jobs.map(({ id }) => id), unanswered: Count.parse(unanswered).many };
    } finally {
      records.close();
    }
  } finally {
    await rm(copy, { recursive: true, force: true });
  }
}

const JobAnswer = z.object({
  state: z.string(),
  original_prompt: z.string(),
  results: z.array(z.object({ url: z.string() })),
});

/** A job that is over. */
export type EndedJob = z.infer<typeof JobAnswer>;

/** The job, once it is over. @throws Error where it is not over in time */
export async function endOf(url: string, jobId: string): Promise<EndedJob> {
  const end = Date.now() + PATIENCE_MS;
  for (;;) {
    const response = await fetch(`${url}/v1/jobs/${jobId}`);
    const job = JobAnswer.parse(await response.json());
    if ([...FINAL_STATES].some((state) => state === job.state)) {
      return job;
    }
    if (Date.now() > end) {
      throw new Error(`The job ${jobId} is still ${job.state} a minute after the restart.`);
    }
    await wait(LOOK_MS);
  }
}

/** Whether the bridge has kept its pictures, whole, and hands them out. */
export async function isKept(job: EndedJob): Promise<boolean> {
  const kept = await Promise.all(
    job.results.map(async (picture) => {
      const response = await fetch(picture.url);
      return response.ok && isWhole(Buffer.from(await response.arrayBuffer()));
    }),
  );
  return kept.length > 0 && kept.every(Boolean);
}
