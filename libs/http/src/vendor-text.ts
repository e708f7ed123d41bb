const LONGEST = 300;

/** Folders that only exist on somebody's disk: `/home/…`, `C:\…`, `\\server\…`; not the same inside of an address. */
const LOCAL_PATH =
  /(?:file:\/\/|[A-Za-z]:\\|\\\\\w|(?<![\w.\-/])\/(?:home|root|Users|mnt|media|usr|var|opt|tmp|srv|data|workspace|app|content|etc|private)\/)[^\s'"`)\]>,;]*/g;

/** What a vendor wrote, fit to be shown: one line, no local path, no HTML, not too long. Empty when nothing is left. */
export function presentable(text: string): string {
  if (/^\s*<(?:!doctype|html|head|body|\?xml)/i.test(text)) {
    return pageTitleOf(text);
  }
  const line = text
    .replace(LOCAL_PATH, '(path)')
    // eslint-disable-next-line no-control-regex
    .replace(/[\s\u0000-\u001f\u007f]+/g, ' ')
    .trim()
    .replace(/[.\s]+$/, '');
  return line.length > LONGEST ? `${line.slice(0, LONGEST)}…` : line;
}

/** A page from a proxy in between is named by its title only. */
function pageTitleOf(page: string): string {
  const title = /<title>([^<]{1,100})/i.exec(page)?.[1]?.trim();
  return title === undefined ? 'an HTML page' : `an HTML page titled "${title}"`;
}
