import { PictureStore } from '@fusionbridge/media';
import { Settings } from '@fusionbridge/settings';
import { Injectable } from '@nestjs/common';
import type { Response } from 'express';
import { JsonResponse } from './json-response.js';
import { PictureJson } from './picture-json.js';
import { ServerEnv } from '../server.env.js';

/** Creates one `JsonResponse` for each response, so that the error filter finds the one the controller opened. */
@Injectable()
export class Responses {
  private readonly opened = new WeakMap<Response, JsonResponse>();

  private readonly silenceMs: number;

  constructor(
    settings: Settings,
    private readonly store: PictureStore,
  ) {
    this.silenceMs = settings.section(ServerEnv).KEEP_ALIVE_AFTER_SECONDS * 1000;
  }

  open(response: Response): JsonResponse {
    const known = this.opened.get(response);
    if (known !== undefined) {
      return known;
    }
    const answer = new JsonResponse(response, this.store, this.silenceMs);
    this.opened.set(response, answer);
    return answer;
  }

  /** For responses that are not JSON: a `JsonResponse` that was opened only to learn when the client goes must not write. */
  stopKeepAlive(response: Response): void {
    this.opened.get(response)?.stopKeepAlive();
  }

  /** `value` as JSON with its pictures, for responses that are not a single document. */
  picturesIn(value: unknown): PictureJson {
    return new PictureJson(value, this.store);
  }
}
