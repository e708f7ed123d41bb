import { createHash } from 'node:crypto';
import type { Picture, Size } from '@fusionbridge/core';
import { ImageProcessor, PictureError } from '@fusionbridge/media';
import { Injectable } from '@nestjs/common';
import { ServiceError } from '../service/service-error.js';
import type { ChatMessage } from '../llm/chat.js';
import { LlmClient } from '../llm/llm-client.js';
import type { LlmEndpoint } from '../llm/llm-endpoints.js';
import { digestOf, SummaryMemory } from '../summary/summary-memory.js';
import { captionIn } from './caption.js';

/** The question that FastFusion asks its vision model. */
const QUESTION = 'Guess the prompt that generated this image!';
const MOST_TOKENS = 200;

/** Models scale images down to about this size, but bill for larger ones. */
const LONGEST_SIDE = 1024;
const QUALITY = 90;

/** Describes images with a vision model, if one is set up (`LLM_VISION_*`). */
@Injectable()
export class PictureDescriber {
  private readonly memory = new SummaryMemory();

  constructor(
    private readonly llm: LlmClient,
    private readonly imageProcessor: ImageProcessor,
  ) {}

  /** True if a vision model is set up. */
  get configured(): boolean {
    return this.llm.endpoint('vision') !== null;
  }

  /**
   * A prompt that could have produced the image. Cached by image.
   * @throws ServiceError `not_configured`, `refused` for a model that declines, `bad_answer` for an answer that is not a description
   */
  async describe(picture: Picture): Promise<string> {
    const endpoint = this.llm.endpoint('vision');
    if (endpoint === null) {
      throw new ServiceError({
        kind: 'not_configured',
        message: 'no model that looks at pictures is set up: set LLM_VISION_BASE_URL and LLM_VISION_MODEL',
      });
    }
    const key = digestOf(endpoint.model, createHash('sha256').update(picture.bytes).digest('hex'));
    return this.memory.recall(key, async () => captionIn(await this.asked(picture, endpoint)));
  }

  private async asked(picture: Picture, { name }: LlmEndpoint): Promise<string> {
    // Concurrent callers share the answer, so none of them may abort it; it has a time limit.
    const { signal } = new AbortController();
    const shown = await this.shown(picture, name);
    return this.llm.complete('vision', [questionAbout(shown)], { signal, maxTokens: MOST_TOKENS });
  }

  private async shown(picture: Picture, name: string): Promise<Picture> {
    try {
      return await this.imageProcessor.convert(picture, {
        size: withinLongestSide(picture),
        format: 'jpeg',
        quality: QUALITY,
        fit: 'fill',
      });
    } catch (error) {
      if (error instanceof PictureError) {
        throw new ServiceError({
          kind: 'refused',
          message: `the picture cannot be shown to ${name}: ${error.message}`,
        });
      }
      throw error;
    }
  }
}

function questionAbout(picture: Picture): ChatMessage {
  const url = `data:image/jpeg;base64,${picture.bytes.toString('base64')}`;
  return {
    role: 'user',
    content: [
      { type: 'text', text: QUESTION },
      { type: 'image_url', image_url: { url } },
    ],
  };
}

function withinLongestSide({ width, height }: Size): Size {
  const scale = Math.min(1, LONGEST_SIDE / Math.max(width, height));
  const scaled = (side: number): number => Math.max(1, Math.round(side * scale));
  return { width: scaled(width), height: scaled(height) };
}
