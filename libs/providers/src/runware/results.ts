import type { Cost, ProviderImages } from '@fusionbridge/core';
import {
  type AnsweringVendor,
  locatedPictures,
  type PictureEntry,
  pictureEntries,
  type TextBytes,
} from '../protocol/pictures/index.js';
import type { Complaint, Result, TaskAnswer } from './runware.schemas.js';
import type { RunwareTicket } from './ticket.js';

const FAILED = new Set(['error', 'failed']);
const PERCENT = 100;

/** State of a task. Its pictures become ready one by one. */
export interface TaskState {
  readonly done: readonly Result[];
  readonly complaints: readonly Complaint[];
  readonly hasEnded: boolean;
  /** 0 to 1. */
  readonly fraction: number;
}

/** The state of a task of `count` pictures by one response. */
export function taskStateOf({ data, errors }: TaskAnswer, count: number): TaskState {
  const failed = data.filter(({ status }) => FAILED.has(status ?? ''));
  const done = data.filter(isDone);
  const running = data.filter((one) => !failed.includes(one) && !done.includes(one));
  const complaints = [...errors, ...failed.map(({ error }) => error ?? NO_REASON)];
  const isWhole = done.length + failed.length >= count;
  const parts = running.map(({ progress }) => Math.min(PERCENT, Math.max(0, progress ?? 0)) / PERCENT);
  return {
    done,
    complaints,
    hasEnded: isWhole || (complaints.length > 0 && running.length === 0),
    fraction: Math.min(1, parts.reduce((sum, part) => sum + part, done.length) / count),
  };
}

const NO_REASON: Complaint = { code: '', message: '', taskType: null };

/** Results that are ready at once have no status. */
function isDone(result: Result): boolean {
  const { status } = result;
  return status === 'success' || ((status ?? null) === null && pictureIn(result) !== null);
}

/** The picture of a result; null if it has none. */
export function pictureIn({ imageURL, imageDataURI, imageBase64Data }: Result): PictureEntry | null {
  return pictureEntries([imageURL, imageDataURI, imageBase64Data])[0] ?? null;
}

/** The pictures sorted by seed, because the first one has the seed of the request. */
export function deliveredIn(
  { done, bytes }: { readonly done: readonly Result[]; readonly bytes: TextBytes },
  ticket: RunwareTicket,
  vendor: AnsweringVendor,
): ProviderImages {
  const entries = done
    .toSorted((one, other) => (one.seed ?? 0) - (other.seed ?? 0))
    .flatMap((result) => {
      const entry = pictureIn(result);
      return entry === null ? [] : [{ ...entry, about: result }];
    });
  return {
    pictures: locatedPictures(entries, bytes, vendor, ({ about }) => ({
      seed: typeof about['seed'] === 'number' ? about['seed'] : null,
      flagged: about['NSFWContent'] === true,
    })),
    cost: costOf(done),
    degradations: ticket.withoutLoras,
  };
}

function costOf(done: readonly Result[]): Cost | null {
  const costs = done.flatMap(({ cost }) => cost ?? []);
  const usd = Number(costs.reduce((sum, cost) => sum + cost, 0).toFixed(6));
  return costs.length === 0 ? null : { usd, source: 'reported' };
}
