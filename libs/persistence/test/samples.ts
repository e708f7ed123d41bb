import {
  ANONYMOUS,
  type Attempt,
  type ImageResult,
  newImageRequest,
  type VendorOperation,
} from '@fusionbridge/core';
import type { JobEnding, NewJob, PictureOrigin, StoredPlan, StoredRequest } from '../src/index.js';

export const PICTURE_REF = { hash: 'ab'.repeat(32), format: 'png', width: 64, height: 48 } as const;

export function storedRequest(
  given: Partial<StoredRequest<VendorOperation>> = {},
): StoredRequest<VendorOperation> {
  return {
    ...newImageRequest({ prompt: 'a lighthouse, "quoted" \\ and ünïcode 🗼' }),
    source: null,
    mask: null,
    references: [],
    ...given,
  };
}

export function newJob(given: Partial<NewJob> = {}): NewJob {
  return {
    id: 'job-1',
    caller: ANONYMOUS,
    dialect: 'a1111',
    fingerprint: null,
    request: storedRequest(),
    createdAt: 1_795_000_000_000,
    parent: null,
    ...given,
  };
}

export function storedPlan(request = storedRequest()): StoredPlan {
  return {
    model: 'default',
    originalPrompt: request.prompt,
    summary: { prompt: request.prompt, by: 'none', why: 'it is short' },
    prompt: request.prompt,
    negativePrompt: '',
    loras: [{ name: 'elena', weight: 0.8, reason: 'named in the request' }],
    seed: 4_294_967_295,
    routing: 'only:sd-webui',
    candidates: [
      {
        provider: 'sd-webui',
        vendorModel: '',
        request,
        degradations: [
          { field: 'steps', asked: '20', given: 'dropped', why: 'the vendor has no field for it' },
        ],
        calls: 1,
        preset: null,
        estimate: { usd: 0.003, source: 'list' },
      },
    ],
    excluded: [{ provider: 'sandbox', vendorModel: 'scene', why: 'cannot honour a mask' }],
  };
}

export function attempt(given: Partial<Attempt> = {}): Attempt {
  return {
    index: 0,
    provider: 'sd-webui',
    vendorModel: '',
    count: 1,
    startedAt: 1_795_000_001_000,
    finishedAt: null,
    outcome: null,
    taskId: null,
    delivered: 0,
    cost: null,
    error: null,
    ...given,
  };
}

export function result(given: Partial<ImageResult> = {}): ImageResult {
  return {
    id: 'f'.repeat(32),
    hash: 'cd'.repeat(32),
    format: 'png',
    width: 1024,
    height: 768,
    byteLength: 1_532_816,
    seed: 4_294_967_295,
    provider: 'sd-webui',
    vendorModel: '',
    infotext: 'a lighthouse\nSteps: 20',
    contentCredentials: 'none',
    ...given,
  };
}

export function origin(given: Partial<PictureOrigin> = {}): PictureOrigin {
  return {
    callerId: ANONYMOUS.id,
    dialect: 'a1111',
    operation: 'text',
    model: 'default',
    prompt: 'a lighthouse, "quoted" \\ and ünïcode 🗼',
    loras: [{ name: 'elena', weight: 0.8 }],
    ...given,
  };
}

export function ending(given: Partial<JobEnding> = {}): JobEnding {
  return {
    state: 'succeeded',
    attempts: [attempt({ finishedAt: 1_795_000_009_000, outcome: 'delivered', delivered: 1 })],
    results: [result()],
    degradations: [],
    cost: { usd: 0.003, source: 'reported' },
    error: null,
    finishedAt: 1_795_000_009_500,
    origin: origin(),
    ...given,
  };
}
