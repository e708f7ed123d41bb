/** The longest name that DNS allows. */
const LONGEST_NAME = 253;
/** A name, an IPv4 address, or an IPv6 address in brackets; with or without a port. */
const HOST = /^(?:\[[\da-f:.]+\]|[\w.-]+)(?::\d{1,5})?$/i;

/**
 * The host name of a `Host` header, normalised as by `new URL`: lower case, without port, brackets or final dot,
 * numeric forms of an IPv4 address as four numbers. Null if it is no host name, such as `127.0.0.1@evil.example`.
 */
export function hostNameIn(header: string): string | null {
  const address = `http://${header}`;
  if (header.length > LONGEST_NAME + ':65535'.length || !HOST.test(header) || !URL.canParse(address)) {
    return null;
  }
  return plainName(new URL(address).hostname);
}

/** The `hostname` of a `URL` without brackets and final dot. */
export function plainName(hostname: string): string {
  return hostname.toLowerCase().replace(/^\[|\]$|\.$/g, '');
}

/**
 * True if a name always means this machine. Browsers resolve `localhost` and its subdomains themselves, so foreign DNS
 * cannot redirect them; 0.0.0.0 and :: are typed by people who listen there.
 */
export function isLoopbackName(name: string): boolean {
  return (
    name === 'localhost' ||
    name.endsWith('.localhost') ||
    /^127\.\d+\.\d+\.\d+$/.test(name) ||
    ['::1', '0.0.0.0', '::'].includes(name)
  );
}
