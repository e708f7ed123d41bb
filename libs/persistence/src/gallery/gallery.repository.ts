import type { ImageResult, LoraChoice } from '@fusionbridge/core';
import { Injectable } from '@nestjs/common';
import type { Selectable } from 'kysely';
import { z } from 'zod';
import { Database } from '../database.js';
import { ORDINALS_PER_MS } from '../picture-order.js';
import { resultOf } from '../rows.js';
import type { PictureOrigin } from '../stored.js';
import type { Tables } from '../tables.js';
import type { TermIndex } from './term-index.js';
import { termIndexOf } from './term-index-of.js';
import { type Facet, facetTerm, wordsOf } from './terms.js';

/** A picture in the gallery. */
export interface GalleryEntry extends ImageResult, Omit<PictureOrigin, 'operation'> {
  readonly operation: string;
  readonly jobId: string;
  /** Unix milliseconds. */
  readonly createdAt: number;
  /** Unique and ordered by time. */
  readonly ordinal: number;
}

/** Filters on the pictures of a caller; those left out do not apply. */
export interface GalleryFilter extends Partial<Record<Exclude<Facet, 'callerId'>, string>> {
  readonly callerId: string;
  /** Words that the final prompt must all contain. */
  readonly text?: string;
  /** Unix milliseconds, inclusive. */
  readonly createdFrom?: number;
  /** Unix milliseconds, exclusive. */
  readonly createdBefore?: number;
}

const LORAS = z.array(z.object({ name: z.string(), weight: z.number() }));

/** Pages of pictures, newest first. They are inserted with their job (`JobRepository.finish`). */
@Injectable()
export class GalleryRepository {
  private readonly index: TermIndex;

  constructor(private readonly database: Database) {
    this.index = termIndexOf(database.backend);
  }

  /**
   * Keyset pagination: every page takes equally long.
   * @param before The `ordinal` of the last entry of the previous page; null for the first page
   */
  async page(filter: GalleryFilter, limit: number, before: number | null): Promise<GalleryEntry[]> {
    const span = spanOf(filter, before);
    const terms = termsOf(filter);
    let pictures = this.database.query.selectFrom('pictures').selectAll();
    if (terms.length > 0) {
      const found = await this.index.find(this.database.query, {
        callerId: filter.callerId,
        terms,
        limit,
        ...span,
      });
      if (found.length === 0) {
        return [];
      }
      pictures = pictures.where('ordinal', 'in', padded(found, limit));
    }
    const rows = await pictures
      .where('caller_id', '=', filter.callerId)
      .where('ordinal', '>=', span.from)
      .where('ordinal', '<', span.before)
      .orderBy('ordinal', 'desc')
      .limit(limit)
      .execute();
    return rows.map(entryOf);
  }

  /** Null also for another caller's picture. */
  async find(pictureId: string, callerId: string): Promise<GalleryEntry | null> {
    const row = await this.database.query
      .selectFrom('pictures')
      .selectAll()
      .where('id', '=', pictureId)
      .where('caller_id', '=', callerId)
      .executeTakeFirst();
    return row === undefined ? null : entryOf(row);
  }
}

/** One statement text per limit, however many rows were found. */
function padded(found: readonly number[], limit: number): number[] {
  return [...found, ...Array.from({ length: limit - found.length }, () => -1)];
}

function spanOf({ createdFrom, createdBefore }: GalleryFilter, before: number | null) {
  return {
    from: (createdFrom ?? 0) * ORDINALS_PER_MS,
    before: Math.min(
      before ?? Number.MAX_SAFE_INTEGER,
      createdBefore === undefined ? Number.MAX_SAFE_INTEGER : createdBefore * ORDINALS_PER_MS,
    ),
  };
}

/** Empty for all pictures of the caller, which have an index of their own. */
function termsOf({ text = '', ...filter }: GalleryFilter): string[] {
  const facets: Facet[] = ['model', 'provider', 'lora', 'operation', 'dialect'];
  return [
    ...facets.flatMap((facet) => {
      const value = filter[facet];
      return value === undefined ? [] : [facetTerm(facet, value)];
    }),
    ...wordsOf(text),
  ];
}

function entryOf(row: Selectable<Tables['pictures']>): GalleryEntry {
  const loras: Pick<LoraChoice, 'name' | 'weight'>[] = LORAS.parse(JSON.parse(row.loras));
  return {
    ...resultOf(row),
    jobId: row.job_id,
    callerId: row.caller_id,
    dialect: row.dialect,
    operation: row.operation,
    model: row.model,
    prompt: row.prompt,
    loras,
    createdAt: row.created_at,
    ordinal: row.ordinal,
  };
}
