import { BridgeError } from '@fusionbridge/core';
import { textsIn } from './texts-in.js';

/** Characters of text, all looks and names together: each is searched for LoRAs. Twice the longest prompt. */
const LONGEST = 64_000;

/** Who is in the picture, as the Flux LoRA Bridge plugin says it. */
export interface Characters {
  readonly visibleCharacters: readonly string[] | undefined;
  /** Name to what the character looks like. */
  readonly characterPrompts: Readonly<Record<string, string>>;
}

/** @throws BridgeError `invalid_request` where there is too much to search */
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
