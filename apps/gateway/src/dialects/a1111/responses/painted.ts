import {
  appliedLoras,
  type Attempt,
  type Degradation,
  type ImageResult,
  type Job,
  painterOf,
  type SelectedLora,
} from '@fusionbridge/core';

/** A picture of the response, with the client's original texts for it. */
export interface PaintedPicture {
  readonly result: ImageResult;
  readonly prompt: string;
  readonly negativePrompt: string;
}

/** The content of a response. Most requests are one job; lists of prompts or seeds are several. */
export interface Painted {
  /** At least one. */
  readonly jobs: readonly Job[];
  readonly pictures: readonly PaintedPicture[];
  /** Degradations of the dialect itself; the jobs have their own. */
  readonly degradations: readonly Degradation[];
}

/** All degradations of the pictures, each listed once. */
export function degradationsOf({ jobs, degradations }: Painted): Degradation[] {
  const all = [...degradations, ...jobs.flatMap((job) => job.degradations)];
  return [...new Map(all.map((one) => [`${one.field}\n${one.asked}\n${one.given}`, one])).values()];
}

/** The attempts in the form that clients may see. */
export function attemptsOf({ jobs }: Pick<Painted, 'jobs'>): unknown[] {
  return jobs.flatMap((job) => job.attempts).map(attemptForClient);
}

/** Omits the vendor's task id, which some vendors accept as a key to the picture. */
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

/** The LoRAs that were applied: those of the candidate that generated the picture. */
export function lorasOf(job: Job): Pick<SelectedLora, 'name' | 'weight' | 'reason'>[] {
  const painter = painterOf(job);
  const applied = painter === null ? [] : appliedLoras(job.plan, painter.request);
  return applied.map(({ name, weight, reason }) => ({ name, weight, reason }));
}
