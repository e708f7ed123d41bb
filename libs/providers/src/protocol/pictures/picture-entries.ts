import { sniffFormat } from '@fusionbridge/media';

/** One place in a vendor's answer that holds a picture, or says where it is. */
export interface PictureEntry {
  /** An address, a `data:` URI, base64, or what stands for base64 that was cut out of the answer. */
  readonly text: string;
  /** Position in the vendor's list, for lists that run beside it (`has_nsfw_concepts`). */
  readonly index: number;
  /** The fields beside it in the response: a seed, a flag, text. */
  readonly about: Readonly<Record<string, unknown>>;
}

/** More than any vendor returns for one request; further entries are ignored. */
const MOST_ENTRIES = 64;
const MOST_LEVELS = 8;
/** Members of an object that are looked at where none has a name that tells. */
const MOST_MEMBERS = 64;
const LONGEST_NESTED_JSON = 65_536;

/** Names under which vendors put a picture, in lower case without `_` and `-`, most reliable first. */
const NAMES: readonly string[] = [
  'b64json',
  'base64',
  'b64',
  'imagebase64',
  'imagebase64data',
  'imageb64',
  'imagedatauri',
  'datauri',
  'bytesbase64encoded',
  'inlinedata',
  'url',
  'imageurl',
  'uri',
  'href',
  'src',
  'sample',
  'signedurl',
  'downloadurl',
  'image',
  'images',
  'img',
  'picture',
  'pictures',
  'output',
  'outputs',
  'data',
  'result',
  'results',
  'artifacts',
  'asset',
  'assets',
  'file',
  'files',
];

/**
 * Where the pictures are in what a vendor put in their place: one text or a list of them, objects that name them in any
 * of the ways that vendors do, one inside of the other, or JSON in a text. Entries that hold none are passed over. Never
 * throws, and looks at no more than a few dozen entries, whatever comes.
 */
export function pictureEntries(value: unknown): PictureEntry[] {
  const found: PictureEntry[] = [];
  collect(value, { found, about: {}, index: null, level: 0 });
  return found;
}

/** State of the search. */
interface Search {
  readonly found: PictureEntry[];
  readonly about: Readonly<Record<string, unknown>>;
  /** Position in the outermost list; null outside of any. */
  readonly index: number | null;
  readonly level: number;
}

function collect(value: unknown, search: Search): void {
  if (search.level > MOST_LEVELS || search.found.length >= MOST_ENTRIES) {
    return;
  }
  if (typeof value === 'string') {
    collectText(value.trim(), search);
  } else if (Array.isArray(value)) {
    const items: readonly unknown[] = value.slice(0, MOST_ENTRIES);
    items.forEach((item, at) => collect(item, deeper(search, search.index ?? at)));
  } else if (isRecord(value)) {
    collectRecord(value, { ...deeper(search, search.index), about: value });
  }
}

function deeper(search: Search, index: number | null): Search {
  return { ...search, index, level: search.level + 1 };
}

function collectText(text: string, search: Search): void {
  const { found, about, index } = search;
  const nested = nestedJson(text);
  if (nested !== null) {
    collect(nested, deeper(search, index));
  } else if (text !== '') {
    found.push({ text, about, index: index ?? found.length });
  }
}

/** A list or object that was written into a text. */
function nestedJson(text: string): unknown {
  if (!/^[[{]/.test(text) || text.length > LONGEST_NESTED_JSON) {
    return null;
  }
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

/** The member with the most telling name, then those that are unmistakable whatever their name. */
function collectRecord(record: Readonly<Record<string, unknown>>, search: Search): void {
  const names = Object.keys(record).slice(0, MOST_MEMBERS);
  const telling = names
    .map((name) => ({ name, rank: NAMES.indexOf(name.toLowerCase().replace(/[_-]/g, '')) }))
    .filter(({ rank }) => rank !== -1)
    .toSorted((one, other) => one.rank - other.rank);
  const before = search.found.length;
  for (const { name } of telling) {
    collect(record[name], search);
    if (search.found.length > before) {
      return;
    }
  }
  for (const name of names) {
    const value = record[name];
    if (/^\d+$/.test(name) || (typeof value === 'string' && isUnmistakable(value))) {
      collect(value, search);
    }
  }
}

/** True if a text is a picture or an address in any field; not for `done`, which is valid base64, too. */
export function isEvident(text: string): boolean {
  return isUnmistakable(text) || /^(?:https?:\/\/|[^,]{0,100}base64\s*[,:])/i.test(text);
}

/** A picture itself; an address could be that of anything. */
export function isUnmistakable(text: string): boolean {
  return /^\s*data:image\//i.test(text) || isCutOut(text) || startsAsPicture(text);
}

/** Base64 that was cut out of the answer as bytes: this text stands for it. */
export function isCutOut(text: string): boolean {
  return /^cut:[0-9a-f]{32}:\d+$/.test(text);
}

/** True if a text begins like the base64 of a picture. */
export function startsAsPicture(text: string): boolean {
  const head = text.slice(0, 128).replace(/\s/g, '').slice(0, 64);
  return /^[\w+/-]{16,}={0,2}$/.test(head) && sniffFormat(Buffer.from(head, 'base64')) !== null;
}

export function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
