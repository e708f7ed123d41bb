import { OperatorAddress } from '@fusionbridge/settings';
import { IsInt, IsOptional, IsString, Matches, Min } from 'class-validator';

/** Black Forest Labs, who made FLUX. */
export class BflEnv {
  /** From dashboard.bfl.ai. */
  @IsOptional()
  @IsString()
  BFL_API_KEY?: string = undefined;

  /** Up to and including `/v1`; `api.eu.bfl.ai` and `api.us.bfl.ai` stay in their region. */
  @OperatorAddress({ version: 'v1' })
  BFL_BASE_URL: string = 'https://api.bfl.ai/v1';

  /** The model where a chain names none. */
  @Matches(/^[\w.-]+$/, { message: 'the name of a model' })
  BFL_MODEL: string = 'flux-2-pro';

  /** For one order, waiting included. */
  @IsInt({ message: 'seconds, a whole number from 1' })
  @Min(1)
  BFL_TIMEOUT_SECONDS: number = 300;
}
