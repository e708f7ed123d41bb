import { createHash, timingSafeEqual } from 'node:crypto';
import { ANONYMOUS, type Caller } from '@fusionbridge/core';
import { Settings } from '@fusionbridge/settings';
import { Injectable } from '@nestjs/common';
import { ServerEnv } from '../server.env.js';

interface Entry {
  readonly digest: Buffer;
  readonly caller: Caller;
}

const ID_LENGTH = 12;

/** The callers of the keys in `API_KEYS`. Keys are stored as digests and compared in constant time. */
@Injectable()
export class CallerRegistry {
  private readonly entries: readonly Entry[];

  constructor(settings: Settings) {
    this.entries = settings.section(ServerEnv).API_KEYS.map(entryOf);
  }

  /** True without keys: every request has the same anonymous caller. */
  get open(): boolean {
    return this.entries.length === 0;
  }

  /** @returns null if none of the keys is known */
  find(keys: readonly string[]): Caller | null {
    if (this.open) {
      return ANONYMOUS;
    }
    const digests = keys.map(digestOf);
    return (
      this.entries.find((entry) => digests.some((digest) => timingSafeEqual(digest, entry.digest)))?.caller ??
      null
    );
  }
}

/** `owner=key` or `key`. */
function entryOf(text: string): Entry {
  const split = text.indexOf('=');
  const key = text.slice(split + 1);
  const digest = digestOf(key);
  const id = `key-${digest.toString('hex').slice(0, ID_LENGTH)}`;
  return { digest, caller: { id, owner: split === -1 ? id : text.slice(0, split) } };
}

function digestOf(key: string): Buffer {
  return createHash('sha256').update(key).digest();
}
