import type { INestApplication } from '@nestjs/common';

/** By which somebody who is there asks for the end; the second time they mean at once. */
const ASKED = ['SIGTERM', 'SIGINT'] as const;

/**
 * The terminal was closed, or a tool wants a restart. Node's own way is to end at once. They often come twice, or
 * together with SIGTERM, which says nothing about haste.
 */
const TOLD = ['SIGHUP', 'SIGQUIT', 'SIGUSR2'] as const;

/**
 * Ends the bridge on a signal: jobs first, while the door stays open, because SillyTavern's whole process ends when a
 * connection is refused (contracts/clients.md §0.7). A second SIGTERM or SIGINT ends it at once.
 */
export function stopGently(app: INestApplication): void {
  let isStopping = false;
  let wasAsked = false;
  const stop = (): void => {
    if (isStopping) {
      return;
    }
    isStopping = true;
    app.close().then(
      () => process.exit(0),
      (error: unknown) => {
        process.stderr.write(
          `The bridge did not stop cleanly: ${error instanceof Error ? error.message : ''}\n`,
        );
        process.exit(1);
      },
    );
  };
  for (const signal of ASKED) {
    process.on(signal, () => {
      if (wasAsked) {
        process.exit(1);
      }
      wasAsked = true;
      stop();
    });
  }
  for (const signal of TOLD) {
    process.on(signal, stop);
  }
}
