import { onOrOff, seconds, Setting, SettingsSection, wholeNumber } from '@fusionbridge/settings';

/** Settings for running jobs. */
@SettingsSection('Jobs')
export class JobsEnv {
  @Setting('Jobs that run at once; the others wait in order', wholeNumber({ from: 1, to: 10_000 }))
  MAX_CONCURRENT_JOBS: number = 8;

  @Setting('Time limit of a job from its start to its end, all providers together', seconds)
  TOTAL_DEADLINE_SECONDS: number = 600;

  @Setting(
    'How long running jobs may continue after the bridge was told to stop',
    wholeNumber({ from: 0 }, 'seconds, a whole number from 0'),
  )
  SHUTDOWN_DRAIN_SECONDS: number = 10;

  @Setting(
    'Answers a repeated request with the same seed from the cache, free of charge: [images.md](images.md#result-cache)',
    onOrOff,
  )
  RESULT_CACHE: boolean = true;
}
