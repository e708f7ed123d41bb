import type { ImageRequest } from '@fusionbridge/core';
import { ContentGate } from '@fusionbridge/prompting';
import { Injectable } from '@nestjs/common';
import { SizeLimit } from './size-limit.js';

export interface AdmissionOptions {
  /** The field by which the client gave the size, for the error. Default `size`. */
  readonly sizeField?: string | undefined;
}

/** Checks requests before anything is stored, planned or bought. */
@Injectable()
export class Admission {
  constructor(
    private readonly gate: ContentGate,
    private readonly limit: SizeLimit,
  ) {}

  /**
   * Checks the size and the content of each request; requests that differ only in their seeds are checked once.
   * @throws BridgeError `invalid_request` for a size, `content_policy`
   */
  async admit(
    requests: readonly ImageRequest[],
    signal: AbortSignal,
    { sizeField = 'size' }: AdmissionOptions = {},
  ): Promise<void> {
    requests.forEach(({ size }) => this.limit.check(size, sizeField));
    const different = new Map(
      requests.map(({ prompt, loras, visibleCharacters, characterPrompts, negativePrompt }) => {
        const looks = Object.entries(characterPrompts).flat();
        const texts = [prompt, ...loras.map((lora) => lora.name), ...visibleCharacters, ...looks];
        return [JSON.stringify([texts, negativePrompt]), { texts, negativePrompt }];
      }),
    );
    for (const { texts, negativePrompt } of different.values()) {
      await this.gate.check(texts, signal, negativePrompt);
    }
  }
}
