import { byteSize, durationOrZero, Setting, SettingsSection } from '@fusionbridge/settings';
import { YOUNGEST_RECORD_MS } from './ages.js';

/** Retention limits for jobs and their pictures. */
@SettingsSection('How long images are kept')
export class KeepingEnv {
  @Setting(
    'How long jobs and their images are kept after the job ends',
    durationOrZero(
      YOUNGEST_RECORD_MS,
      'seconds, or a duration such as 12h or 7d, from 20m; 0 to keep for ever',
    ),
  )
  IMAGE_TTL: string = '7d';

  @Setting('Maximum size of all kept files together; the oldest are deleted first', byteSize)
  IMAGE_MAX_BYTES: string = '0';
}
