import type { Job } from '@fusionbridge/core';
import type { CacheUse } from '@fusionbridge/jobs';

/** The full reason is stored with the job. */
const LONGEST_REASON = 300;

/** Applies to most providers of most chains: not worth a line per picture. */
const NOT_CONFIGURED = 'not configured';

/** A log line with the outcome of a job, its attempts and its cost; never the prompt. */
export function jobLogLine(job: Job & { readonly cache: CacheUse }): string {
  if (job.cache === 'hit') {
    return `${job.dialect} ${job.caller.owner}: answered with the pictures of ${job.id}`;
  }
  const seconds = (((job.finishedAt ?? job.createdAt) - job.createdAt) / 1000).toFixed(1);
  const cost = job.cost === null ? 'cost unknown' : `$${job.cost.usd}`;
  const tried = triedIn(job).join(', ') || 'nothing sent';
  return [
    `${job.dialect} ${job.caller.owner}: ${job.id} ${job.state} in ${seconds} s (${tried}; ${cost})`,
    ...(job.error === null ? [] : [reason(job.error.message)]),
    ...listed('not asked', skippedIn(job)),
    ...listed('LoRAs left out', droppedLorasIn(job)),
  ].join('; ');
}

/** The error of a job that failed repeats those of its attempts. */
function triedIn({ attempts, error }: Job): string[] {
  return attempts.map((one) => {
    const why = one.error === null || error !== null ? '' : `: ${reason(one.error.message)}`;
    return `${one.provider} ${one.outcome}${why}`;
  });
}

function skippedIn({ plan }: Job): string[] {
  return (plan?.excluded ?? [])
    .filter(({ why }) => !why.startsWith(NOT_CONFIGURED))
    .map(({ provider, why }) => `${provider} (${reason(why)})`);
}

function droppedLorasIn({ degradations }: Job): string[] {
  return degradations
    .filter(({ field, given }) => field === 'loras' && given === 'dropped')
    .map(({ asked, why }) => `${asked} (${reason(why)})`);
}

function listed(what: string, entries: readonly string[]): string[] {
  return entries.length === 0 ? [] : [`${what}: ${entries.join(', ')}`];
}

/** Collapses a vendor's message to one line. */
function reason(message: string): string {
  const line = message.replace(/\s+/g, ' ').trim().replace(/\.$/, '');
  return line.length <= LONGEST_REASON ? line : `${line.slice(0, LONGEST_REASON).toWellFormed()}…`;
}
