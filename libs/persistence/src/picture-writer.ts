import { sql } from 'kysely';
import type { Backend, Query } from './connection.js';
import { pictureTerms } from './gallery/picture-terms.js';
import type { TermIndex } from './gallery/term-index.js';
import { termIndexOf } from './gallery/term-index-of.js';
import { nextOrdinal } from './picture-order.js';
import { originColumns, pictureRow } from './rows.js';
import type { JobEnding } from './stored.js';

/** Writes the pictures of jobs, and the terms by which the gallery finds them. */
export class PictureWriter {
  private readonly terms: TermIndex;

  constructor(private readonly backend: Backend) {
    this.terms = termIndexOf(backend);
  }

  async insert(query: Query, jobId: string, ending: JobEnding): Promise<void> {
    const { results, origin, finishedAt } = ending;
    if (results.length === 0) {
      return;
    }
    const shared = originColumns(origin, finishedAt);
    const rows = results.map((result, position) => ({ ...pictureRow(jobId, position, result), ...shared }));
    // In reverse order, so that the first picture of a job is the newest.
    const placed = rows.toReversed().map((row, offset) => ({
      ...row,
      ordinal: nextOrdinal(this.backend, finishedAt, offset),
    }));
    await query.insertInto('pictures').values(placed).execute();
    await this.addTerms(query, jobId, ending);
  }

  /** Pictures of one job differ only in their provider. */
  private async addTerms(query: Query, jobId: string, { results, origin }: JobEnding): Promise<void> {
    const loras = origin.loras.map(({ name }) => name);
    for (const provider of new Set(results.map((result) => result.provider))) {
      const pictures = sql`select ordinal from pictures where job_id = ${jobId} and provider = ${provider}`;
      await this.terms.add(query, pictures, pictureTerms({ ...origin, loras, provider }));
    }
  }
}
