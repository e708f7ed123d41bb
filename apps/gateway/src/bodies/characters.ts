import { BridgeError } from '@fusionbridge/core';
import { textsIn } from './texts-in.js';

/** Total characters of all names and descriptions, which are searched for LoRAs. Twice the longest prompt. */
const LONGEST = 64_000;

/** The characters in the picture, as the Flux LoRA Bridge plugin sends them. */
export interface Characters {
  readonly visibleCharacters: readonly string[] | undefined;
  /** Appearance of each character, by name. */
  readonly characterPrompts: Readonly<Record<string, string>>;
}

/** @throws BridgeError `invalid_request` if there is too much text to search */
export function charactersIn(body: {
  readonly visible_characters?: readonly string[] | undefined;
  readonly character_prompts?: Readonly<Record<string, unknown>> | undefined;
}): Characters {
  const characterPrompts = textsIn(body.character_prompts);
  const texts = {
    visible_characters: body.visible_characters ?? [],
    character_prompts: Object.entries(characterPrompts).flat(),
  };
  for (const [field, all] of Object.entries(texts)) {
    if (all.join('').length > LONGEST) {
      throw BridgeError.invalid(field, `Invalid '${field}': longer than ${LONGEST} characters in all.`);
    }
  }
  return { visibleCharacters: body.visible_characters, characterPrompts };
}
