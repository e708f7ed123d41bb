import { OperatorAddress } from '@fusionbridge/settings';
import { IsInt, IsOptional, IsString, Min } from 'class-validator';

/** Together AI. */
export class TogetherEnv {
  /** From api.together.ai/settings/api-keys. */
  @IsOptional()
  @IsString()
  TOGETHER_API_KEY?: string = undefined;

  /** Up to and including `/v1`. */
  @OperatorAddress({ version: 'v1' })
  TOGETHER_BASE_URL: string = 'https://api.together.ai/v1';

  @IsInt({ message: 'seconds, a whole number from 1' })
  @Min(1)
  TOGETHER_TIMEOUT_SECONDS: number = 300;

  /** A model that takes fewer gets fewer. */
  @IsInt({ message: 'a whole number from 0' })
  @Min(0)
  MAXLORAS_TOGETHER: number = 2;
}
