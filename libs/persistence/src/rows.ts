import type { Attempt, ImageResult } from '@fusionbridge/core';
import type { Insertable, Selectable } from 'kysely';
import type { z } from 'zod';
import type { NewJob, PictureOrigin, StoredJob } from './stored.js';
import {
  attemptError,
  contentCredentials,
  costOf,
  degradations,
  jobError,
  jobState,
  outcome,
  pictureFormat,
  storedPlan,
  storedRequest,
} from './stored.schemas.js';
import type { Tables } from './tables.js';

type JobRow = Selectable<Tables['jobs']>;
type AttemptRow = Selectable<Tables['attempts']>;
type PictureRow = Selectable<Tables['pictures']>;

/** The row of a job that the bridge `owner` has just accepted. */
export function newJobRow(job: NewJob, owner: string): Insertable<Tables['jobs']> {
  return {
    id: job.id,
    caller_id: job.caller.id,
    caller_owner: job.caller.owner,
    dialect: job.dialect,
    state: 'queued',
    fingerprint: job.fingerprint,
    call: job.call ?? null,
    answered_at: null,
    left_at: null,
    cache_key: job.cacheKey ?? null,
    request: JSON.stringify(job.request),
    plan: null,
    degradations: '[]',
    cost_usd: null,
    cost_source: null,
    error: null,
    created_at: job.createdAt,
    started_at: null,
    finished_at: null,
    parent: job.parent,
    owner,
    fence: 0,
  };
}

export function attemptRow(jobId: string, attempt: Attempt): Insertable<Tables['attempts']> {
  return {
    job_id: jobId,
    position: attempt.index,
    provider: attempt.provider,
    vendor_model: attempt.vendorModel,
    count: attempt.count,
    started_at: attempt.startedAt,
    finished_at: attempt.finishedAt,
    outcome: attempt.outcome,
    task_id: attempt.taskId,
    served_model: attempt.servedModel ?? null,
    delivered: attempt.delivered,
    cost_usd: attempt.cost?.usd ?? null,
    cost_source: attempt.cost?.source ?? null,
    error: jsonOrNull(attempt.error),
  };
}

/** Without the ordinal, which the database assigns. */
export function pictureRow(
  jobId: string,
  position: number,
  result: ImageResult,
): Omit<Insertable<Tables['pictures']>, keyof ReturnType<typeof originColumns> | 'ordinal'> {
  return {
    id: result.id,
    job_id: jobId,
    position,
    hash: result.hash,
    format: result.format,
    width: result.width,
    height: result.height,
    byte_length: result.byteLength,
    seed: result.seed,
    provider: result.provider,
    vendor_model: result.vendorModel,
    infotext: result.infotext,
    content_credentials: result.contentCredentials,
  };
}

/** Columns shared by all pictures of a job. `createdAt` in Unix milliseconds. */
export function originColumns(origin: PictureOrigin, createdAt: number) {
  const { callerId, dialect, operation, model, prompt, loras } = origin;
  return {
    caller_id: callerId,
    dialect,
    operation,
    model,
    prompt,
    loras: JSON.stringify(loras.map(({ name, weight }) => ({ name, weight }))),
    created_at: createdAt,
  };
}

/** Attempts and pictures in the order of their positions. */
export function jobOf(
  row: JobRow,
  attempts: readonly AttemptRow[],
  pictures: readonly PictureRow[],
): StoredJob {
  return {
    id: row.id,
    caller: { id: row.caller_id, owner: row.caller_owner },
    dialect: row.dialect,
    state: jobState.parse(row.state),
    fingerprint: row.fingerprint,
    call: row.call,
    answeredAt: row.answered_at,
    leftAt: row.left_at,
    request: parsed(storedRequest, row.request),
    plan: parsedOrNull(storedPlan, row.plan),
    attempts: attempts.map(attemptOf),
    results: pictures.map(resultOf),
    degradations: parsed(degradations, row.degradations),
    cost: costOf(row.cost_usd, row.cost_source),
    error: parsedOrNull(jobError, row.error),
    createdAt: row.created_at,
    startedAt: row.started_at,
    finishedAt: row.finished_at,
    parent: row.parent,
    owner: row.owner,
  };
}

export function resultOf(row: PictureRow): ImageResult {
  return {
    id: row.id,
    hash: row.hash,
    format: pictureFormat.parse(row.format),
    width: row.width,
    height: row.height,
    byteLength: row.byte_length,
    seed: row.seed,
    provider: row.provider,
    vendorModel: row.vendor_model,
    infotext: row.infotext,
    contentCredentials: contentCredentials.parse(row.content_credentials),
  };
}

function attemptOf(row: AttemptRow): Attempt {
  return {
    index: row.position,
    provider: row.provider,
    vendorModel: row.vendor_model,
    count: row.count,
    startedAt: row.started_at,
    finishedAt: row.finished_at,
    outcome: row.outcome === null ? null : outcome.parse(row.outcome),
    taskId: row.task_id,
    ...(row.served_model === null ? {} : { servedModel: row.served_model }),
    delivered: row.delivered,
    cost: costOf(row.cost_usd, row.cost_source),
    error: parsedOrNull(attemptError, row.error),
  };
}

export function jsonOrNull(value: object | null): string | null {
  return value === null ? null : JSON.stringify(value);
}

function parsed<T>(schema: z.ZodType<T>, text: string): T {
  return schema.parse(JSON.parse(text));
}

function parsedOrNull<T>(schema: z.ZodType<T>, text: string | null): T | null {
  return text === null ? null : parsed(schema, text);
}
