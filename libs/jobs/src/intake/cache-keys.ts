import { createHash } from 'node:crypto';
import { BridgeError, type ImageRequest } from '@fusionbridge/core';
import type { Prepared } from '@fusionbridge/planning';
import { CurrentSettings } from '@fusionbridge/settings';
import { Injectable } from '@nestjs/common';
import { canonicalJson } from './canonical-json.js';
import { JobPlans } from '../run/job-plans.js';
import type { Order } from '../order.js';
import { JobsEnv } from '../jobs.env.js';

/** Change this when the bridge itself produces different pictures from the same data. */
const EDITION = 1;

/** The key of a request, and the request as it was prepared for it. */
export interface CacheKey {
  readonly key: string;
  readonly prepared: Prepared;
}

/** Derives cache keys: equal requests get equal keys until a configuration change would alter the result. */
@Injectable()
export class CacheKeys {
  constructor(
    private readonly settings: CurrentSettings,
    private readonly plans: JobPlans,
  ) {}

  /** RESULT_CACHE. */
  get enabled(): boolean {
    return this.settings.section(JobsEnv).RESULT_CACHE;
  }

  /** Null if the request is not cacheable. */
  async of({ request, cache = true }: Pick<Order, 'request' | 'cache'>): Promise<CacheKey | null> {
    if (!this.enabled || !cache || request.seed === null) {
      return null;
    }
    const prepared = await this.prepared(request);
    if (prepared === null) {
      return null;
    }
    const basis = this.plans.basis(prepared);
    // The basis already holds the resolved model and routing; the origin of a value is irrelevant; pictures are hashed.
    const asked = { ...request, ...picturesOf(request), model: null, routing: null, presumed: undefined };
    return { key: hashOf(canonicalJson([EDITION, asked, basis])), prepared };
  }

  /** If planning fails, skip the cache; the job will report the error. */
  private async prepared(request: ImageRequest): Promise<Prepared | null> {
    try {
      return await this.plans.prepare(request);
    } catch (error) {
      if (error instanceof BridgeError) {
        return null;
      }
      throw error;
    }
  }
}

/** Pictures and masks by their content. */
function picturesOf({ source, mask, references }: ImageRequest): object {
  return {
    source: source === null ? null : hashOf(source.bytes),
    mask: mask === null ? null : { ...mask, pixels: hashOf(mask.pixels) },
    references: references.map(({ bytes }) => hashOf(bytes)),
  };
}

function hashOf(content: Buffer | string): string {
  return createHash('sha256').update(content).digest('hex');
}
