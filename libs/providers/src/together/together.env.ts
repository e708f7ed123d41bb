import { IsInt, Min } from 'class-validator';

/** Together AI. */
export class TogetherEnv {
  @IsInt({ message: 'seconds, a whole number from 1' })
  @Min(1)
  TOGETHER_TIMEOUT_SECONDS: number = 300;

  /** A model that takes fewer gets fewer. */
  @IsInt({ message: 'a whole number from 0' })
  @Min(0)
  MAXLORAS_TOGETHER: number = 2;
}
