import { PictureStore } from '@fusionbridge/media';
import { Settings } from '@fusionbridge/settings';
import { Injectable } from '@nestjs/common';
import type { Response } from 'express';
import { Answer } from './answer.js';
import { PictureJson } from './picture-json.js';
import { ServerEnv } from '../server.env.js';

/** Gives each response its one `Answer`: the controller opens it, and the error filter finds it again. */
@Injectable()
export class Answers {
  private readonly opened = new WeakMap<Response, Answer>();

  private readonly silenceMs: number;

  constructor(
    settings: Settings,
    private readonly store: PictureStore,
  ) {
    this.silenceMs = settings.section(ServerEnv).KEEP_ALIVE_AFTER_SECONDS * 1000;
  }

  open(response: Response): Answer {
    const known = this.opened.get(response);
    if (known !== undefined) {
      return known;
    }
    const answer = new Answer(response, this.store, this.silenceMs);
    this.opened.set(response, answer);
    return answer;
  }

  /** For answers that are no JSON: one that was opened to know when the client goes must not beat into them. */
  hush(response: Response): void {
    this.opened.get(response)?.hush();
  }

  /** `value` as JSON, pictures and all, for answers that are no single document. */
  picturesIn(value: unknown): PictureJson {
    return new PictureJson(value, this.store);
  }
}
