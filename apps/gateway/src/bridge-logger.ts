import { isatty } from 'node:tty';
import { type Settings } from '@fusionbridge/settings';
import { ConsoleLogger, type LogLevel } from '@nestjs/common';
import { LogEnv } from './log.env.js';

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

/** Nest's levels for each of LOG_LEVEL. */
const PRINTED: Readonly<Record<LogEnv['LOG_LEVEL'], LogLevel[]>> = {
  debug: ['fatal', 'error', 'warn', 'log', 'debug', 'verbose'],
  info: ['fatal', 'error', 'warn', 'log'],
  warning: ['fatal', 'error', 'warn'],
  error: ['fatal', 'error'],
};

const STDOUT = 1;

/** Prints what happens, secrets blanked out of every line. */
export class BridgeLogger extends ConsoleLogger {
  constructor(private readonly settings: Settings) {
    // Escape sequences are for people at a terminal, not for files; Nest itself obeys NO_COLOR.
    super({ logLevels: PRINTED[settings.section(LogEnv).LOG_LEVEL], colors: isatty(STDOUT) });
  }

  /** The same wherever the bridge runs: Nest writes times as the language of the machine does. */
  protected override getTimestamp(): string {
    return new Date().toISOString();
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
