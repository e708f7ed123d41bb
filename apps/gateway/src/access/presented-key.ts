import type { IncomingHttpHeaders } from 'node:http';

/** Values that clients send if their key field is empty. */
const NOTHING = new Set(['', 'null', 'undefined', 'none']);

/**
 * The candidate keys of a request, most explicit first. Most clients can set only one of four places
 * (contracts/clients.md §0.1): the path prefix `/k/KEY`, `?token=KEY`, Bearer, or Basic, whose content may be the bare
 * key, `user:KEY`, `KEY:` or `KEY:anything`.
 */
export function presentedKeys(
  prefix: string | null,
  token: unknown,
  headers: IncomingHttpHeaders,
): readonly string[] {
  const asked = [
    prefix ?? '',
    typeof token === 'string' ? token : '',
    ...fromHeader(headers.authorization ?? ''),
  ];
  return asked.map((key) => key.trim()).filter((key) => !NOTHING.has(key.toLowerCase()));
}

function fromHeader(header: string): readonly string[] {
  const [, scheme = '', credential = ''] = /^(\S+)\s*(.*)$/s.exec(header.trim()) ?? [];
  switch (scheme.toLowerCase()) {
    case 'bearer':
      return [credential];
    case 'basic': {
      const text = Buffer.from(credential, 'base64').toString('utf8');
      // A key may contain colons, so both the first and the last are tried as the separator.
      const [first, last] = [text.indexOf(':'), text.lastIndexOf(':')];
      return first === -1 ? [text] : [text.slice(first + 1), text.slice(0, last), text.slice(0, first), text];
    }
    default:
      return [];
  }
}
