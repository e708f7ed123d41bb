import type { INestApplication } from '@nestjs/common';

/**
 * Ends the bridge on SIGTERM and SIGINT: jobs first, while the door stays open, because SillyTavern's whole process
 * ends when a connection is refused (contracts/clients.md §0.7). A second signal ends it at once.
 */
export function stopGently(app: INestApplication): void {
  let isStopping = false;
  const stop = (): void => {
    if (isStopping) {
      process.exit(1);
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
  process.on('SIGTERM', stop);
  process.on('SIGINT', stop);
}
