import { readFileSync } from 'node:fs';
import type { Server } from 'node:http';
import { Logger } from '@nestjs/common';

/** Below it a few hundred clients at once use up what may be open: connections, pictures, the database. */
const USUAL_LIMIT = 1024;
/** How often a shortage is worth a line. */
const SAID_EVERY_MS = 60_000;

const logger = new Logger('Files');

/** How many files and connections this process may have open at once; null where the system does not say. */
export function openFilesLimit(limits = '/proc/self/limits'): number | null {
  try {
    const soft = /^Max open files\s+(\d+)/m.exec(readFileSync(limits, 'utf8'))?.[1];
    return soft === undefined ? null : Number(soft);
  } catch {
    return null;
  }
}

/**
 * Leaves half of what may be open to pictures, vendors and the database: a client too many is turned away, and that is
 * logged. Without a bound the system would cut clients off without a word, and pictures that are paid for could not be
 * kept. Says at the start where the limit is low.
 */
export function boundConnections(server: Server, limit: number | null): void {
  if (limit === null) {
    return;
  }
  server.maxConnections = Math.ceil(limit / 2);
  if (limit < USUAL_LIMIT) {
    logger.warn(
      `Only ${limit} files and connections may be open at once; ${server.maxConnections} are for clients. Raise it: ulimit -n ${USUAL_LIMIT} (systemd: LimitNOFILE, Docker: --ulimit nofile).`,
    );
  }
  let turnedAway = 0;
  let saidAt = Number.NEGATIVE_INFINITY;
  server.on('drop', () => {
    turnedAway += 1;
    if (Date.now() - saidAt >= SAID_EVERY_MS) {
      saidAt = Date.now();
      logger.warn(
        `${turnedAway} connection(s) were turned away: more than ${server.maxConnections} clients at once, and only ${limit} files may be open (ulimit -n).`,
      );
      turnedAway = 0;
    }
  });
}
