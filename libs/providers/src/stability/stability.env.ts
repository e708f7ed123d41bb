import { OperatorAddress } from '@fusionbridge/settings';
import { IsIn, IsInt, IsOptional, IsString, Min } from 'class-validator';
import { MODEL_NAMES } from './models.js';

/** Stability AI. */
export class StabilityEnv {
  /** From platform.stability.ai/account/keys. */
  @IsOptional()
  @IsString()
  STABILITY_API_KEY?: string = undefined;

  @OperatorAddress()
  STABILITY_BASE_URL: string = 'https://api.stability.ai';

  /** The model where a chain names none. */
  @IsIn(MODEL_NAMES, { message: MODEL_NAMES.join(', ') })
  STABILITY_MODEL: string = 'sd3.5-large';

  /** For one call. */
  @IsInt({ message: 'seconds, a whole number from 1' })
  @Min(1)
  STABILITY_TIMEOUT_SECONDS: number = 300;
}
