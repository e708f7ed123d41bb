import {
  appliedLoras,
  type Attempt,
  type Degradation,
  type ImageResult,
  type Job,
  painterOf,
  type SelectedLora,
} from '@fusionbridge/core';

/** A picture of the answer, with the words of the client it was made from. */
export interface PaintedPicture {
  readonly result: ImageResult;
  readonly prompt: string;
  readonly negativePrompt: string;
}

/** Everything an answer tells. Most requests are one job; lists of prompts or seeds are several. */
export interface Painted {
  /** At least one. */
  readonly jobs: readonly Job[];
  readonly pictures: readonly PaintedPicture[];
  /** What the dialect could not take over; the jobs have their own. */
  readonly degradations: readonly Degradation[];
}

/** Everything the pictures differ in from what was asked, told once. */
export function degradationsOf({ jobs, degradations }: Painted): Degradation[] {
  const all = [...degradations, ...jobs.flatMap((job) => job.degradations)];
  return [...new Map(all.map((one) => [`${one.field}\n${one.asked}\n${one.given}`, one])).values()];
}

/** The calls to vendors, as a client may read them. */
export function attemptsOf({ jobs }: Pick<Painted, 'jobs'>): unknown[] {
  return jobs.flatMap((job) => job.attempts).map(attemptForClient);
}

/** Without the vendor's task id, which some vendors take for a key to the picture. */
export function attemptForClient(attempt: Attempt): unknown {
  const { provider, vendorModel, servedModel, outcome, delivered, cost, error, startedAt, finishedAt } =
    attempt;
  return {
    provider,
    model: vendorModel,
    ...(servedModel === undefined ? {} : { served_model: servedModel }),
    outcome,
    delivered,
    cost: cost?.usd ?? null,
    seconds: finishedAt === null ? null : (finishedAt - startedAt) / 1000,
    error: error === null ? null : { kind: error.kind, message: error.message },
  };
}

/** The LoRAs that were applied: those of the candidate that painted. */
export function lorasOf(job: Job): Pick<SelectedLora, 'name' | 'weight' | 'reason'>[] {
  const painter = painterOf(job);
  const applied = painter === null ? [] : appliedLoras(job.plan, painter.request);
  return applied.map(({ name, weight, reason }) => ({ name, weight, reason }));
}
