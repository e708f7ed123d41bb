/** Longest name that DNS knows. */
const LONGEST_NAME = 253;
/** A name, an IPv4 address, or an IPv6 address in brackets; with or without a port. */
const HOST = /^(?:\[[\da-f:.]+\]|[\w.-]+)(?::\d{1,5})?$/i;

/**
 * The name in a `Host` header, as `new URL` writes it: in small letters, without port, brackets or final dot, numeric
 * forms of an IPv4 address as four numbers. Null for what is no host name, such as `127.0.0.1@evil.example`.
 */
export function hostNameIn(header: string): string | null {
  const address = `http://${header}`;
  if (header.length > LONGEST_NAME + ':65535'.length || !HOST.test(header) || !URL.canParse(address)) {
    return null;
  }
  return plainName(new URL(address).hostname);
}

/** `hostname` of a `URL` without brackets and final dot. */
export function plainName(hostname: string): string {
  return hostname.toLowerCase().replace(/^\[|\]$|\.$/g, '');
}

/**
 * Whether a name always means this machine. Browsers resolve `localhost` and all below it themselves, so that nobody
 * else's DNS can point there; 0.0.0.0 and :: are what people type who listen there.
 */
export function isLoopbackName(name: string): boolean {
  return (
    name === 'localhost' ||
    name.endsWith('.localhost') ||
    /^127\.\d+\.\d+\.\d+$/.test(name) ||
    ['::1', '0.0.0.0', '::'].includes(name)
  );
}
