import { createHash, randomUUID } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import type { RunwareApi } from './runware-api.js';
import { type Result, TaskAnswer } from './runware.schemas.js';

/** Before each further poll; the last one is repeated. Runware takes about two minutes for a LoRA. */
const PAUSES_MS = [500, 1000, 2000, 3000, 5000];
const LONGEST_CALL_MS = 30_000;
const HASH_DIGITS = 12;
const HUGGINGFACE_PAGE = /^(https:\/\/huggingface\.co\/[\w.-]+\/[\w.-]+)\/blob\//i;

/** A LoRA to upload. */
export interface LoraUpload {
  /** https address of the file. */
  readonly url: string;
  /** First part of its AIR id. */
  readonly source: string;
  /** `flux1d`, … */
  readonly architecture: string;
}

/**
 * Uploads a LoRA and waits until it can be used. Polling an upload may return `processing` for ever, while sending the
 * same upload again returns its real state, so both are done in turn. Sending it again is no second upload, because the
 * AIR id stays the same.
 * @returns its AIR id
 * @throws Error with the reason
 */
export async function uploadLora(api: RunwareApi, upload: LoraUpload, timeoutMs: number): Promise<string> {
  const end = Date.now() + timeoutMs;
  const task = randomUUID();
  for (let turn = 0; ; turn += 1) {
    const results = await ask(api, turn, turn % 2 === 0 ? uploadTask(upload, task, turn) : question(task));
    const failure = results.find(({ status }) => status === 'failed' || status === 'error');
    if (failure !== undefined) {
      throw new Error(failure.message ?? failure.error?.message ?? 'Runware says no more than that');
    }
    const ready = results.find(({ status }) => status === 'ready');
    if (ready !== undefined) {
      return ready.air ?? airOf(upload);
    }
    if (Date.now() >= end) {
      throw new NotReadyInTime(`it was not ready within ${Math.round(timeoutMs / 1000)} s`);
    }
    // Must not keep the process alive.
    await wait(PAUSES_MS[Math.min(turn, PAUSES_MS.length - 1)], undefined, { ref: false });
  }
}

/** The upload may still become ready. */
export class NotReadyInTime extends Error {
  override readonly name = 'NotReadyInTime';
}

/** The id that the Flux LoRA Bridge used, so that its uploads are found again. */
function airOf({ url, source }: Pick<LoraUpload, 'url' | 'source'>): string {
  return `${source}:${hashOf(url)}@1`;
}

/** A failed poll is repeated; only the first call, which is the upload itself, must succeed. */
async function ask(api: RunwareApi, turn: number, task: object): Promise<readonly Result[]> {
  try {
    const { data, errors } = await api.send(task, {
      signal: new AbortController().signal,
      timeoutMs: LONGEST_CALL_MS,
      answer: TaskAnswer,
    });
    const [complaint] = errors;
    if (turn === 0 && complaint !== undefined) {
      throw new Error(complaint.message);
    }
    return data;
  } catch (error) {
    if (turn === 0) {
      throw error;
    }
    return [];
  }
}

function uploadTask(upload: LoraUpload, task: string, turn: number): object {
  const { url, architecture } = upload;
  return {
    taskType: 'modelUpload',
    taskUUID: turn === 0 ? task : randomUUID(),
    category: 'lora',
    architecture,
    format: 'safetensors',
    air: airOf(upload),
    uniqueIdentifier: hashOf(url),
    name: nameIn(url),
    version: '1.0',
    downloadURL: url.replace(HUGGINGFACE_PAGE, '$1/resolve/'),
    defaultWeight: 1,
    private: true,
    deliveryMethod: 'async',
  };
}

function question(task: string): object {
  return { taskType: 'getResponse', taskUUID: task };
}

function hashOf(url: string): string {
  return createHash('sha256').update(url.toLowerCase()).digest('hex').slice(0, HASH_DIGITS);
}

/** The name of the file, as shown in the account. */
function nameIn(url: string): string {
  const last = new URL(url).pathname.split('/').at(-1) ?? '';
  return last.replaceAll('%20', ' ').replace(/\.\w+$/, '') || 'lora';
}
