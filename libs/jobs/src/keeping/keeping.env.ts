import { BYTE_COUNT, durationOrZero } from '@fusionbridge/settings';
import { ValidateBy } from 'class-validator';
import { YOUNGEST_RECORD_MS } from './ages.js';

/** How long jobs and their pictures are kept, and how many. */
export class KeepingEnv {
  /** Seconds, or a duration such as `12h` or `7d`, from the end of a job; 0 keeps for ever. */
  @ValidateBy(
    durationOrZero(
      YOUNGEST_RECORD_MS,
      'seconds, or a duration such as 12h or 7d, from 20m; 0 to keep for ever',
    ),
  )
  IMAGE_TTL: string = '7d';

  /** Bytes, or a size such as `20GB`, of all files together, the oldest going first; 0 is no bound. */
  @ValidateBy(BYTE_COUNT)
  IMAGE_MAX_BYTES: string = '0';
}
