import type { ImageRequest } from '@fusionbridge/core';
import { ContentGate } from '@fusionbridge/prompting';
import { Injectable } from '@nestjs/common';
import { SizeBound } from './size-bound.js';

/** What requests have to pass before anything is stored, planned or bought. */
@Injectable()
export class Admission {
  constructor(
    private readonly gate: ContentGate,
    private readonly bound: SizeBound,
  ) {}

  /**
   * Pictures that differ in their seeds only are looked at once.
   * @throws BridgeError `invalid_request` for a size, `content_policy`
   */
  async admit(requests: readonly ImageRequest[], signal: AbortSignal): Promise<void> {
    requests.forEach(({ size }) => this.bound.check(size, 'size'));
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
