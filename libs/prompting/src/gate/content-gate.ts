import { BridgeError } from '@fusionbridge/core';
import { Injectable, Logger } from '@nestjs/common';
import { ServiceError } from '../service/service-error.js';
import { BlockList } from './block-list.js';
import { sexualisesMinors } from './minors-rule.js';
import { Moderation } from './moderation.js';

/** Checks every prompt first. A refused prompt is neither stored nor sent. */
@Injectable()
export class ContentGate {
  private readonly logger = new Logger('ContentGate');

  constructor(
    private readonly blockList: BlockList,
    private readonly moderation: Moderation,
  ) {}

  /**
   * Checks the texts of one request, such as its prompt and the names of its LoRAs. `unwanted` is the negative prompt:
   * people list there what they want to avoid, so only terms that imply nudity count.
   * @throws BridgeError `content_policy`; `unavailable` if a required moderation does not answer; `cancelled` if the
   * signal aborts the moderation
   */
  async check(texts: readonly string[], signal: AbortSignal, unwanted = ''): Promise<void> {
    const written = texts.filter((text) => text.trim() !== '');
    const together = written.join('\n');
    if (sexualisesMinors(together, unwanted)) {
      throw this.refusal('minors', 'it puts somebody under 18 in a sexual context');
    }
    if (this.blockList.blocks(together)) {
      throw this.refusal('block list', 'the operator of this bridge does not allow what it asks for');
    }
    if (await this.flagged(written, signal)) {
      throw this.refusal('moderation', 'the moderation of this bridge does not allow what it asks for');
    }
  }

  private async flagged(texts: readonly string[], signal: AbortSignal): Promise<boolean> {
    try {
      return await this.moderation.flags(texts, signal);
    } catch (error) {
      if (!(error instanceof ServiceError)) {
        throw error;
      }
      if (error.kind === 'cancelled') {
        // Aborting the moderation must not bypass it.
        throw new BridgeError({ kind: 'cancelled', message: 'The client has gone.' });
      }
      this.logger.warn(error.message);
      if (this.moderation.required) {
        const message =
          'The prompt could not be checked, because the moderation of this bridge does not answer.';
        throw new BridgeError({ kind: 'unavailable', message });
      }
      return false;
    }
  }

  /** Neither the message nor the log contains the prompt. */
  private refusal(rule: string, why: string): BridgeError {
    this.logger.warn(`A prompt was refused (${rule}).`);
    return new BridgeError({
      kind: 'content_policy',
      field: 'prompt',
      message: `The prompt was refused: ${why}. Nothing was stored or sent.`,
    });
  }
}
