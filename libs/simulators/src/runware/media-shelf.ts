import { randomUUID } from 'node:crypto';
import { bytesOfDataUri, type Fields, isRecord, type PictureShelf } from '../kit/index.js';
import { MEDIA } from './input.js';
import type { Complaint } from './voices.js';

/** Pictures that were uploaded beforehand; orders name them by their id. */
export class MediaShelf {
  private readonly uploads = new Map<string, string>();

  constructor(private readonly shelf: PictureShelf) {}

  /** `imageUpload` */
  take({ image }: Fields): { state: Fields; complaint: Complaint | null } {
    const bytes = bytesOfDataUri(image);
    if (typeof image !== 'string' || bytes === null) {
      return {
        state: {},
        complaint: { code: 'invalidImage', message: 'The image cannot be read.', parameter: 'image' },
      };
    }
    const imageUUID = randomUUID();
    this.uploads.set(imageUUID, image);
    return { state: { imageUUID, imageURL: this.shelf.put(bytes, 'jpg') }, complaint: null };
  }

  /** An order with the uploaded pictures in the place of their ids. */
  resolved(fields: Fields): Fields {
    const { inputs } = fields;
    const given = isRecord(inputs) ? { inputs: this.inPlace(inputs, Object.keys(inputs)) } : {};
    return { ...this.inPlace(fields, MEDIA), ...given };
  }

  private inPlace(fields: Fields, names: readonly string[]): Fields {
    const found = names.flatMap((name) => {
      const upload = this.uploads.get(String(fields[name]));
      return upload === undefined ? [] : [[name, upload] as const];
    });
    return { ...fields, ...Object.fromEntries(found) };
  }
}
