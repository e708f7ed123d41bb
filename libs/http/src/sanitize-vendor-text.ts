const LONGEST = 300;

/** Local paths such as `/home/…`, `C:\…`, `\\server\…`, but not the path of a URL. */
const LOCAL_PATH =
  /(?:file:\/\/|[A-Za-z]:\\|\\\\\w|(?<![\w.\-/])\/(?:home|root|Users|mnt|media|usr|var|opt|tmp|srv|data|workspace|app|content|etc|private)\/)[^\s'"`)\]>,;]*/g;

/** A vendor's message made safe to display: one line, no local paths, no HTML, at most 300 characters. May be empty. */
export function sanitizeVendorText(text: string): string {
  if (/^\s*<(?:!doctype|html|head|body|\?xml)/i.test(text)) {
    return pageTitleOf(text);
  }
  const line = text
    .replace(LOCAL_PATH, '(path)')
    // Control characters are what has to go here.
    // eslint-disable-next-line no-control-regex
    .replace(/[\s\u0000-\u001f\u007f]+/g, ' ')
    .trim()
    .replace(/[.\s]+$/, '');
  return line.length > LONGEST ? `${line.slice(0, LONGEST)}…` : line;
}

/** HTML pages, usually from a proxy, are reduced to their title. */
function pageTitleOf(page: string): string {
  const title = /<title>([^<]{1,100})/i.exec(page)?.[1]?.trim();
  return title === undefined ? 'an HTML page' : `an HTML page titled "${title}"`;
}
