import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { z } from 'zod';

/** The parts of the icon set the sandbox draws from: whole things, no faces, signs, flags or skin tones. */
const CATEGORIES = ['Animals & Nature', 'Food & Drink', 'Objects', 'Activities', 'Travel & Places'] as const;
export type ArtCategory = (typeof CATEGORIES)[number];

/** Icons of other categories that the lexicon names. */
const GUESTS = ['ghost', 'robot', 'alien', 'alien-monster', 'skull', 'bone', 'bomb'];

/** A few icons are clipped, which resvg does in a layer: see `drawing.ts`. */
const NEEDS_LAYER = /clip-path|mask|filter/;

/** Icons that are framed scenes, clock faces, charts or signs: never found by a word. */
const NOT_BY_WORD =
  /oclock|thirty|chart|cityscape|sunrise|sunset|night|fog|milky|national-park|^desert$|motorway|railway-track|shooting-star|fireworks|sparkle|metro|moon|x-ray|elevator|flower-playing|white-flower|map-of|mahjong|-suit$|hamsa|nazar|red-envelope|with-slash|stop-sign|construction$|barber|bus-stop|hot-springs|globe-with|diya|droplet|cyclone|high-voltage|wind-face|banknote|bookmark|card-|box-tray|slider|knobs|speaker|reminder|ticket|medal|-face$|kaaba|love-hotel|post-office|department|convenience|umbrella-|cloud|thermometer|beach-with|railway|tramway|brick|droplet|snowflake|paw-prints|microbe|clinking|black-nib|label|page-|link|chains|pill|syringe|drop-of|cigarette|toilet|roll-of|shower|soap|placard|identification|elevator|pushpin|bomb/;

const iconSet = z.object({ icons: z.record(z.string(), z.object({ body: z.string() })) });
const metadata = z.object({ categories: z.record(z.string(), z.array(z.string())) });
const characters = z.record(z.string(), z.string());
const keywords = z.record(z.string(), z.array(z.string()));

export interface FoundArt {
  readonly icon: string;
  readonly category: ArtCategory;
  /** The word is the icon's own name, not a keyword. */
  readonly byName: boolean;
}

/**
 * Microsoft's Fluent emoji as flat SVG (`@iconify-json/fluent-emoji-flat`, MIT) with the keywords of `emojilib` (MIT).
 * Every icon fills a box of 32 by 32.
 */
export class ArtLibrary {
  private constructor(
    private readonly bodies: ReadonlyMap<string, string>,
    private readonly byWord: ReadonlyMap<string, FoundArt>,
  ) {}

  /** Reads 9 MB once; call it at the first picture, never at start. */
  static async load(): Promise<ArtLibrary> {
    const [icons, groups, chars, words] = await Promise.all([
      json('@iconify-json/fluent-emoji-flat/icons.json'),
      json('@iconify-json/fluent-emoji-flat/metadata.json'),
      json('@iconify-json/fluent-emoji-flat/chars.json'),
      json('emojilib'),
    ]);
    const { icons: all } = iconSet.parse(icons);
    const { categories } = metadata.parse(groups);
    const found = new Map<string, FoundArt>();
    for (const category of CATEGORIES) {
      for (const icon of categories[category] ?? []) {
        found.set(icon, { icon, category, byName: true });
      }
    }
    const bodies = new Map(
      [...found.keys(), ...GUESTS]
        .map((name) => [name, all[name]?.body ?? ''] as const)
        .filter(([, body]) => body !== '' && !NEEDS_LAYER.test(body)),
    );
    for (const icon of [...found.keys()].filter((name) => !bodies.has(name))) {
      found.delete(icon);
    }
    const byChar = characters.parse(chars);
    return new ArtLibrary(bodies, wordIndex(found, byChar, keywords.parse(words)));
  }

  /** The SVG elements of an icon. */
  body(icon: string): string {
    const body = this.bodies.get(icon);
    if (body === undefined || body === '') {
      throw new Error(`the art has no icon ${JSON.stringify(icon)}`);
    }
    return body;
  }

  has(icon: string): boolean {
    return (this.bodies.get(icon) ?? '') !== '';
  }

  /** Art for a word the lexicon does not know: by the icon's name, or by a keyword that only one icon has. */
  find(word: string): FoundArt | null {
    return this.byWord.get(word) ?? null;
  }
}

async function json(specifier: string): Promise<unknown> {
  const path = createRequire(import.meta.url).resolve(specifier);
  const parsed: unknown = JSON.parse(await readFile(path, 'utf8'));
  return parsed;
}

function wordIndex(
  icons: ReadonlyMap<string, FoundArt>,
  byChar: Readonly<Record<string, string>>,
  words: Readonly<Record<string, readonly string[]>>,
): Map<string, FoundArt> {
  const usable = [...icons.values()].filter(({ icon }) => !NOT_BY_WORD.test(icon));
  const index = new Map(usable.map((art) => [art.icon.replaceAll('-', ' '), art]));
  const byKeyword = new Map<string, FoundArt | null>();
  const names = new Set(usable.map(({ icon }) => icon));
  for (const [char, list] of Object.entries(words)) {
    const icon = byChar[codePoints(char)];
    const art = icon !== undefined && names.has(icon) ? icons.get(icon) : undefined;
    for (const keyword of art === undefined ? [] : list) {
      const key = keyword.replaceAll('_', ' ');
      byKeyword.set(key, byKeyword.has(key) ? null : (art ?? null));
    }
  }
  for (const [keyword, art] of byKeyword) {
    if (art !== null && !index.has(keyword)) {
      index.set(keyword, { ...art, byName: false });
    }
  }
  return index;
}

/** `chars.json` names emoji by their code points, without the variation selector. */
function codePoints(char: string): string {
  return Array.from(char)
    .map((one) => (one.codePointAt(0) ?? 0).toString(16))
    .filter((code) => code !== 'fe0f')
    .join('-');
}
