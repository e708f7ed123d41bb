import { createHash } from 'node:crypto';
import type { Caller, Degradation } from '@fusionbridge/core';
import { JobService } from '@fusionbridge/jobs';
import { promptInPicture, readProvenance } from '@fusionbridge/media';
import { PictureDescriber, ServiceError } from '@fusionbridge/prompting';
import { Injectable, Logger } from '@nestjs/common';
import { LONGEST_PROMPT } from '../requests/image-body.dto.js';
import type { SentPicture } from '../input-pictures/one-picture.js';
import { withoutLoraTags } from './lora-tags.js';
import type { PromptSource } from './prompt-source.js';

/** The words of a variation, where they came from, and what of that did not work. */
export interface FoundPrompt {
  readonly prompt: string;
  readonly source: PromptSource;
  readonly notes: readonly Degradation[];
}

/** Says nothing about what the picture shows, because nobody knows. */
const NEUTRAL = 'a variation of the picture: the same subject in the same style';

/**
 * Finds the words of a variation: the client's own; else those that the file was made from, as it says itself or as the
 * caller's own job says; else those of a model that looks at it; else neutral ones.
 */
@Injectable()
export class VariationPrompt {
  private readonly logger = new Logger('Variations');

  constructor(
    private readonly jobs: JobService,
    private readonly describer: PictureDescriber,
  ) {}

  /** @param asked What the client says; blank is nothing */
  async find(asked: string, sent: SentPicture, caller: Caller): Promise<FoundPrompt> {
    if (asked.trim() !== '') {
      return { prompt: asked, source: 'request', notes: [] };
    }
    const written = promptInPicture(readProvenance(sent.bytes));
    if (written !== null) {
      return found(written, 'metadata');
    }
    const kept = await this.jobs.promptOf(createHash('sha256').update(sent.bytes).digest('hex'), caller);
    if (kept !== null) {
      return found(kept, 'job');
    }
    return this.describer.configured ? this.seen(sent) : { prompt: NEUTRAL, source: 'neutral', notes: [] };
  }

  private async seen({ picture }: SentPicture): Promise<FoundPrompt> {
    try {
      return found(await this.describer.describe(picture), 'vision');
    } catch (error) {
      if (!(error instanceof ServiceError)) {
        throw error;
      }
      this.logger.warn(`A picture was not described: ${error.message}`);
      const note = {
        field: 'prompt',
        asked: 'what the vision model sees',
        given: 'a neutral prompt',
        why: error.message,
      };
      return { prompt: NEUTRAL, source: 'neutral', notes: [note] };
    }
  }
}

/** What a file or a model says may hold anything: LoRAs that nobody asked for, and more words than a prompt may have. */
function found(text: string, source: PromptSource): FoundPrompt {
  const { prompt, tags } = withoutLoraTags(text.slice(0, LONGEST_PROMPT).toWellFormed());
  const notes = tags.map((tag) => ({
    field: 'loras',
    asked: tag,
    given: 'dropped',
    why: 'it stands in what the picture says of itself, not in the request; name it under lora_settings to have it',
  }));
  return prompt === '' ? { prompt: NEUTRAL, source: 'neutral', notes } : { prompt, source, notes };
}
