import { OperatorAddress } from '@fusionbridge/settings';
import { IsInt, IsOptional, IsString, Min } from 'class-validator';

/** WaveSpeed. */
export class WaveSpeedEnv {
  /** From wavespeed.ai/accesskey. */
  @IsOptional()
  @IsString()
  WAVESPEED_API_KEY?: string = undefined;

  /** Up to and including `/api/v3`. */
  @OperatorAddress({ version: 'api/v3' })
  WAVESPEED_BASE_URL: string = 'https://api.wavespeed.ai/api/v3';

  /** For one order, waiting included. */
  @IsInt({ message: 'seconds, a whole number from 1' })
  @Min(1)
  WAVESPEED_TIMEOUT_SECONDS: number = 300;

  /** A model that takes fewer gets fewer. */
  @IsInt({ message: 'a whole number from 0' })
  @Min(0)
  MAXLORAS_WAVESPEED: number = 4;
}
