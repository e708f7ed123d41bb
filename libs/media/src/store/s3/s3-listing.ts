/** One file of a bucket. */
export interface ListedFile {
  readonly name: string;
  readonly byteLength: number;
  /** Unix milliseconds. */
  readonly changedAt: number;
}

/** One page of a bucket's list of files. */
export interface ListedPage {
  readonly files: readonly ListedFile[];
  /** Continuation token of the next page; null after the last. */
  readonly next: string | null;
}

const ENTITIES: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

/** Reads the response of ListObjectsV2. Its elements have no attributes and do not nest, so no XML parser is needed. */
export function listedPage(xml: string): ListedPage {
  const files = [...xml.matchAll(/<Contents>(.*?)<\/Contents>/gs)].map(([, one = '']) => ({
    name: textIn(one, 'Key') ?? '',
    byteLength: Number(textIn(one, 'Size')),
    changedAt: Date.parse(textIn(one, 'LastModified') ?? ''),
  }));
  const isCut = textIn(xml, 'IsTruncated') === 'true';
  return { files, next: isCut ? textIn(xml, 'NextContinuationToken') : null };
}

/** The text of the first element of that name; null if there is none. */
export function textIn(xml: string, tag: string): string | null {
  const [, text] = new RegExp(`<${tag}>([^<]*)</${tag}>`).exec(xml) ?? [];
  return text?.replace(/&(#x?)?(\w+);/g, decoded) ?? null;
}

function decoded(whole: string, number: string | undefined, word: string): string {
  if (number === undefined) {
    return ENTITIES[word] ?? whole;
  }
  return String.fromCodePoint(Number.parseInt(word, number === '#x' ? 16 : 10));
}
