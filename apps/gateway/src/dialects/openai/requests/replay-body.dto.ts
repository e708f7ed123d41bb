import { ImageBody } from './image-body.dto.js';

/** Body of `POST /v1/images/{id}/replay`: what shall be otherwise than before. What is left out stays as it was. */
export class ReplayBody extends ImageBody {}
