import { type PipeTransform } from '@nestjs/common';
import { plainToInstance } from 'class-transformer';
import { validate } from 'class-validator';
import { rejectedField } from '../errors/rejected-field.js';
import { GalleryQuery } from './gallery-query.dto.js';

/** Reads the query of a gallery. A field that is there and empty, as forms send them, counts as left out. */
export class GalleryQueryPipe implements PipeTransform<unknown, Promise<GalleryQuery>> {
  /** @throws BridgeError `invalid_request` that names the field */
  async transform(value: unknown): Promise<GalleryQuery> {
    const given = typeof value === 'object' && value !== null ? Object.entries(value) : [];
    const known = Object.keys(new GalleryQuery());
    const fields = given.filter(([name, content]) => known.includes(name) && content !== '');
    const query = plainToInstance(GalleryQuery, Object.fromEntries(fields), { exposeDefaultValues: true });
    const [error] = await validate(query, { stopAtFirstError: true });
    if (error !== undefined) {
      throw rejectedField(error);
    }
    return query;
  }
}
