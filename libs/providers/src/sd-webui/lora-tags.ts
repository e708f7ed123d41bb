import { type Degradation, type LoraChoice, loraNameKey, loraSourcesOf } from '@fusionbridge/core';
import { droppedLora } from '../protocol/dropped-lora.js';

const TAGS_UNREAD = 'the server (stable-diffusion.cpp) reads no LoRA tags';

/** Would end a tag or a part of it (extra_networks.py: `<(\w+):([^>]+)>`, arguments split at `:`). */
const BREAKS_TAG = /[:<>]/;

/** LoRAs a server knows: what clients may call them, to the name its tags take. */
export class LoraNames {
  /** stable-diffusion.cpp, known by a list without aliases, leaves tags in the prompt as words. */
  readonly readsTags: boolean;
  /** Every name that finds one, as `loraNameKey` spells it. */
  readonly keys: ReadonlySet<string>;
  private readonly byName = new Map<string, string>();

  /** Names win over aliases, and exact spelling over any other. */
  constructor(entries: readonly { readonly name: string; readonly alias?: string | null | undefined }[]) {
    this.readsTags = entries.length === 0 || entries.some(({ alias }) => typeof alias === 'string');
    for (const { name, alias } of entries) {
      this.byName.set((alias ?? name).toLowerCase(), name);
    }
    entries.forEach(({ name }) => this.byName.set(name.toLowerCase(), name));
    entries.forEach(({ name }) => this.byName.set(name, name));
    this.keys = new Set([...this.byName.keys()].map(loraNameKey));
  }

  /** By the name it was asked by, else by that of its file. */
  find(lora: LoraChoice): string | null {
    const { file = '' } = loraSourcesOf(lora);
    return this.named(lora.name) ?? this.named(file) ?? null;
  }

  private named(name: string): string | undefined {
    return this.byName.get(name) ?? this.byName.get(name.toLowerCase());
  }
}

/**
 * The prompt with a `<lora:name:weight>` for each LoRA behind it, in place of tags the prompt has for the same ones.
 * @param known null where the server does not tell which it has: all are tried then
 */
export function withLoraTags(
  prompt: string,
  loras: readonly LoraChoice[],
  known: LoraNames | null,
): { prompt: string; degradations: Degradation[] } {
  if (known?.readsTags === false) {
    return { prompt, degradations: loras.map((lora) => droppedLora(lora, TAGS_UNREAD)) };
  }
  let bare = prompt;
  const tags: string[] = [];
  const degradations: Degradation[] = [];
  for (const lora of loras) {
    const name = known === null ? (loraSourcesOf(lora).file ?? lora.name) : known.find(lora);
    if (name === null || BREAKS_TAG.test(name)) {
      degradations.push(droppedLora(lora, 'the server has no LoRA of this name'));
    } else {
      bare = withoutTag(bare, lora.name);
      tags.push(`<lora:${name}:${Number(lora.weight.toFixed(4))}>`);
    }
  }
  return { prompt: [bare.trim(), ...tags].filter((part) => part !== '').join(' '), degradations };
}

function withoutTag(prompt: string, name: string): string {
  return prompt.replace(/<(?:lora|lyco):([^:>]+)(?::[^>]*)?>/gi, (tag, named: string) =>
    named.trim().toLowerCase() === name.toLowerCase() ? '' : tag,
  );
}
