import type { Server } from 'node:http';

/** How a process of the bench says where it listens: one line with the port. */
export function printPort(server: Server): void {
  const address = server.address();
  if (address === null || typeof address === 'string') {
    throw new Error('The server listens on no port.');
  }
  process.stdout.write(`${address.port}\n`);
}
