import { z } from 'zod';
import { pictureAnswer } from '../protocol/pictures/index.js';

/** `POST images/generations | images/edits`. */
export const ImagesAnswer = pictureAnswer(['data', 'images'], {});

export type ImagesAnswer = z.infer<typeof ImagesAnswer>;
