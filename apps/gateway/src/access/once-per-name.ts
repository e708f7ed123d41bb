import type { Logger } from '@nestjs/common';

/** A page that tries many names must not flood the log. */
const MOST_NAMES = 100;

/** Warns once about each host or origin, up to a hundred of them. */
export class OncePerName {
  private readonly seen = new Set<string>();

  constructor(private readonly logger: Logger) {}

  warn(name: string, message: string): void {
    if (this.seen.has(name) || this.seen.size >= MOST_NAMES) {
      return;
    }
    this.seen.add(name);
    this.logger.warn(message);
  }
}
