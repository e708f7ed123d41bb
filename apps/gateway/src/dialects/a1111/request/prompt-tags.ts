import type { Degradation, LoraChoice } from '@fusionbridge/core';
import { type ReadLoraTag, readLoraTag } from './lora-tag.js';

/** A prompt without its tags, and the content of the tags. */
export interface ReadPrompt {
  readonly text: string;
  readonly loras: readonly LoraChoice[];
  readonly degradations: readonly Degradation[];
}

/** A1111 extra_networks.py `re_extra_net`. */
const TAG = /<(\w+):([^>]+)>/g;
/** `lyco` was used by the LyCORIS extension before it became part of A1111. */
const LORA_KINDS: ReadonlySet<string> = new Set(['lora', 'lyco']);

/**
 * Extracts A1111's extra-network tags from a prompt. LoRA tags become LoRA choices; a later tag of the same name wins.
 * Tags of other kinds (`<hypernet:…>`) are removed too, as in A1111, and listed. stable-diffusion.cpp's
 * `<sd_cpp_extra_args>` sets options of that server and is never passed on.
 */
export function readPromptTags(prompt: string): ReadPrompt {
  const found: Found = { loras: new Map(), degradations: [] };
  let text = prompt;
  let before: string;
  // Removing one tag can join the halves of another.
  do {
    before = text;
    text = withoutExtraArguments(withoutTags(text, found));
  } while (text !== before);
  return {
    text: text === prompt ? prompt : text.trim(),
    loras: [...found.loras].map(([name, weight]) => ({ name, weight })),
    degradations: found.degradations,
  };
}

/** A negative prompt has no tags (A1111 parses only the positive one), but must not carry server options either. */
export function withoutServerOptions(text: string): string {
  let rest = text;
  let before: string;
  do {
    before = rest;
    rest = withoutExtraArguments(rest);
  } while (rest !== before);
  return rest;
}

interface Found {
  readonly loras: Map<string, number>;
  readonly degradations: Degradation[];
}

/** No tag can follow the last `>`; skipping that part keeps the search linear in the length of the text. */
function withoutTags(text: string, found: Found): string {
  const end = text.lastIndexOf('>') + 1;
  const searched = text.slice(0, end).replace(TAG, (tag: string, kind: string, rest: string) => {
    if (LORA_KINDS.has(kind.toLowerCase())) {
      addLora(readLoraTag(tag, rest), found);
    } else {
      found.degradations.push({
        field: 'prompt',
        asked: tag,
        given: 'dropped',
        why: 'only lora and lyco tags are known',
      });
    }
    return '';
  });
  return searched + text.slice(end);
}

function addLora({ choice, degradation }: ReadLoraTag, found: Found): void {
  if (choice !== null) {
    found.loras.set(choice.name, choice.weight);
  }
  if (degradation !== null) {
    found.degradations.push(degradation);
  }
}

const OPENING = '<sd_cpp_extra_args>';
const CLOSING = '</sd_cpp_extra_args>';

/** Of an unclosed tag, only the tag itself is removed. */
function withoutExtraArguments(text: string): string {
  const start = text.indexOf(OPENING);
  if (start === -1) {
    return text;
  }
  const inside = start + OPENING.length;
  const close = text.indexOf(CLOSING, inside);
  return text.slice(0, start) + text.slice(close === -1 ? inside : close + CLOSING.length);
}
