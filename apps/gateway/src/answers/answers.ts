import { PictureStore } from '@fusionbridge/media';
import { Injectable } from '@nestjs/common';
import type { Request, Response } from 'express';
import { Answer } from './answer.js';

/** Gives each response its one `Answer`: the controller opens it, and the error filter finds it again. */
@Injectable()
export class Answers {
  private readonly opened = new WeakMap<Response, Answer>();

  constructor(private readonly store: PictureStore) {}

  open(_request: Request, response: Response): Answer {
    const known = this.opened.get(response);
    if (known !== undefined) {
      return known;
    }
    const answer = new Answer(response, this.store);
    this.opened.set(response, answer);
    return answer;
  }
}
