import type { Settings } from '@fusionbridge/settings';
import { ConsoleLogger } from '@nestjs/common';

/** Nest tells about every module and route at the start; that is in /docs. */
const TALKATIVE = new Set([
  'InstanceLoader',
  'RoutesResolver',
  'RouterExplorer',
  'NestFactory',
  'NestApplication',
]);

/** Nest prints what stops the start, with its stack; `main.ts` prints it too, in words. */
const SAID_BY_MAIN = new Set(['ExceptionHandler', 'NestApplication']);

/** Prints what happens, secrets blanked out of every line. */
export class BridgeLogger extends ConsoleLogger {
  constructor(private readonly settings: Settings) {
    super({ logLevels: ['fatal', 'error', 'warn', 'log'] });
  }

  override log(message: unknown, ...rest: unknown[]): void {
    if (!TALKATIVE.has(String(rest.at(-1)))) {
      super.log(this.clean(message), ...rest);
    }
  }

  override warn(message: unknown, ...rest: unknown[]): void {
    super.warn(this.clean(message), ...rest.map((part) => this.clean(part)));
  }

  override fatal(message: unknown, ...rest: unknown[]): void {
    super.fatal(this.clean(message), ...rest.map((part) => this.clean(part)));
  }

  override error(message: unknown, ...rest: unknown[]): void {
    if (SAID_BY_MAIN.has(String(rest.at(-1)))) {
      return;
    }
    super.error(this.clean(message), ...rest.map((part) => this.clean(part)));
  }

  private clean(part: unknown): unknown {
    if (part instanceof Error) {
      return this.settings.redact(part.stack ?? part.message);
    }
    return typeof part === 'string' ? this.settings.redact(part) : part;
  }
}
