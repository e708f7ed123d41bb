import type { ImageRequest } from '@fusionbridge/core';

/**
 * Makes the texts of a request storable: clients that cut a text in the middle of an emoji send a lone surrogate, which
 * UTF-8 cannot encode, and Postgres rejects NUL.
 */
export function storable(request: ImageRequest): ImageRequest {
  return {
    ...request,
    prompt: clean(request.prompt),
    negativePrompt: clean(request.negativePrompt),
    loras: request.loras.map(({ name, weight }) => ({ name: clean(name), weight })),
    visibleCharacters: request.visibleCharacters.map(clean),
    characterPrompts: Object.fromEntries(
      Object.entries(request.characterPrompts).map(([name, text]) => [clean(name), clean(text)]),
    ),
  };
}

/** Replaces lone surrogates by U+FFFD, as encoders do, and removes NUL. */
function clean(text: string): string {
  return text.toWellFormed().replaceAll('\0', '');
}
