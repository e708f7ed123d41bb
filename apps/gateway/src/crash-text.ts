import { types } from 'node:util';
import { errorCode } from '@fusionbridge/core';
import { SettingsError } from '@fusionbridge/settings';

/** What the operator can do about an address that cannot be listened on. */
const LISTENING: Readonly<Record<string, string>> = {
  EADDRINUSE: 'is in use. Another bridge may run: stop it, or set BRIDGE_PORT.',
  EACCES: 'may not be opened by this user. Set BRIDGE_PORT to 1024 or more.',
  EADDRNOTAVAIL: 'cannot be opened: this machine has no such address. Check HOST.',
  ENOTFOUND: 'cannot be opened: the name is not known. Check HOST.',
};

/**
 * What is printed when the bridge ends by an error: the message alone where it says what to change, with the stack
 * where it is our fault. Secrets are blanked out by the caller.
 */
export function crashText(error: unknown): string {
  if (!types.isNativeError(error)) {
    return String(error);
  }
  if (error instanceof SettingsError) {
    return error.message;
  }
  const advice = LISTENING[errorCode(error)];
  if (advice !== undefined) {
    return `${portOf(error)} ${advice}`;
  }
  // Who gave it a cause has explained it; the cause's own words may name a path or an address with a password.
  return error.cause === undefined ? (error.stack ?? error.message) : explained(error);
}

function explained({ message, cause }: Error): string {
  const code = errorCode(cause);
  return code === '' ? message : `${message} (${code})`;
}

function portOf(error: Error): string {
  return 'port' in error ? `port ${String(error.port)}` : 'the address';
}
