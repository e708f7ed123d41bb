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

/** As FastFusion asks its vision model. */
const QUESTION = 'Guess the prompt that generated this image!';
const MOST_TOKENS = 200;

/** Models look at about this many pixels on a side, and bill for what is sent beyond them. */
const LONGEST_SIDE = 1024;
const QUALITY = 90;

/** Says in words what a picture shows, where a language model with eyes is set up (`LLM_VISION_*`). */
@Injectable()
export class PictureDescriber {
  private readonly memory = new SummaryMemory();

  constructor(
    private readonly llm: LlmClient,
    private readonly imageProcessor: ImageProcessor,
  ) {}

  /** Whether anybody can be asked. */
  get configured(): boolean {
    return this.llm.endpoint('vision') !== null;
  }

  /**
   * A prompt that could have made the picture. The same picture is asked about once.
   * @throws ServiceError `not_configured`, `refused` for a model that declines, `bad_answer` for what is no description
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
    // The answer is everybody's who asks about this picture; only its deadline ends it.
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
