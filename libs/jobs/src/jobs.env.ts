import { IsBoolean, IsInt, Max, Min } from 'class-validator';

/** How jobs run. */
export class JobsEnv {
  @IsInt({ message: 'a whole number from 1' })
  @Min(1)
  @Max(10_000)
  MAX_CONCURRENT_JOBS: number = 8;

  /** From the start of a job to its end, all candidates together. */
  @IsInt({ message: 'seconds, a whole number from 1' })
  @Min(1)
  TOTAL_DEADLINE_SECONDS: number = 600;

  /** How long running jobs may go on after the bridge was told to stop. */
  @IsInt({ message: 'seconds, a whole number from 0' })
  @Min(0)
  SHUTDOWN_DRAIN_SECONDS: number = 10;

  /** Whether the same request with the same fixed seed is answered with the picture it made before, for nothing. */
  @IsBoolean({ message: 'on or off' })
  RESULT_CACHE: boolean = true;
}
