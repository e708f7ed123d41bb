import { type Lora, loraSourcesOf } from '@fusionbridge/core';
import type { z } from 'zod';
import { Catalogue } from './catalogue.js';
import { LoraFile, type LoraFileEntry } from './lora-file.js';

/** Defaults of the Flux LoRA Bridge; the operator's `role_caps` override them. */
const DEFAULT_CAPS = { character: 6, nsfw: 4, expression: 2, general: 2, misc: 1 };

/** An error in a LoRA file. */
export interface LoraFileMistake {
  /** Path inside the file: `loras.elena.weight`. */
  readonly key: string;
  readonly found: string;
  readonly allowed: string;
}

/** Thrown for an invalid LoRA file. */
export class LoraFileError extends Error {
  override readonly name = 'LoraFileError';

  constructor(readonly mistakes: readonly LoraFileMistake[]) {
    super(
      mistakes.map(({ key, found, allowed }) => `${key}: found ${found}; allowed: ${allowed}`).join('\n'),
    );
  }
}

/**
 * The catalogue in a document of the `master_lora_dict.json` format.
 * @param more Entries from other sources; those of the document take precedence
 * @throws LoraFileError
 */
export function readLoraDocument(document: unknown, more: Readonly<Record<string, Lora>> = {}): Catalogue {
  const parsed = LoraFile.safeParse(document);
  if (!parsed.success) {
    throw new LoraFileError(parsed.error.issues.map((issue) => mistakeOf(issue, document)));
  }
  const { config, loras } = parsed.data;
  const permanent = new Set(config.permanent_loras ?? []);
  const read = Object.entries(loras).map(([id, entry]) => loraOf(id, entry, permanent.has(id)));
  const others = Object.values(more).filter(({ id }) => !Object.hasOwn(loras, id));
  return new Catalogue([...read, ...others], {
    steps: config.default_steps ?? null,
    guidance: config.default_guidance_scale ?? null,
    negativePrompt: config.default_negative_prompt,
    keywordMode: config.keyword_mode ?? 'word',
    matchNegativePrompt: config.match_negative_prompt ?? false,
    roleCaps: { ...DEFAULT_CAPS, ...lowerCased(config.role_caps ?? {}) },
  });
}

/** The Flux LoRA Bridge read only `permanent_loras`; here the flag of the entry counts, too. */
function loraOf(id: string, entry: LoraFileEntry, isListedPermanent: boolean): Lora {
  return {
    id,
    name: entry.name ?? id,
    weight: entry.weight,
    rank: entry.rank,
    category: entry.category,
    character: entry.character,
    aliases: entry.aliases,
    keywords: entry.keywords,
    words: {
      triggers: entry.trigger_words,
      prepend: entry.prepend_prompt,
      append: entry.append_prompt,
      negative: entry.negative_prompt,
    },
    appearance: entry.appearance,
    notes: entry.notes,
    isPermanent: isListedPermanent || entry.permanent === true,
    base: entry.base,
    sha256: entry.sha256?.toLowerCase() ?? null,
    sources: loraSourcesOf({ name: entry.url === '' ? id : entry.url, weight: 1 }),
    providerIds: entry.providers ?? {},
  };
}

function lowerCased(caps: Readonly<Record<string, number>>): Record<string, number> {
  return Object.fromEntries(Object.entries(caps).map(([role, cap]) => [role.toLowerCase(), cap]));
}

function mistakeOf(issue: z.core.$ZodIssue, document: unknown): LoraFileMistake {
  const key = issue.path.map(String).join('.') || '(whole file)';
  return { key, found: shownAt(document, issue.path), allowed: issue.message };
}

function shownAt(document: unknown, path: readonly PropertyKey[]): string {
  let value: unknown = document;
  for (const step of path) {
    value = typeof value === 'object' && value !== null ? Reflect.get(value, step) : undefined;
  }
  return value === undefined ? 'nothing' : JSON.stringify(value).slice(0, 80);
}
