import { OperatorAddress } from '@fusionbridge/settings';
import { IsInt, IsOptional, IsString, Matches, Min } from 'class-validator';

/** Replicate. */
export class ReplicateEnv {
  /** From replicate.com/account/api-tokens; begins with `r8_`. */
  @IsOptional()
  @IsString()
  REPLICATE_API_TOKEN?: string = undefined;

  /** Up to and including `/v1`. */
  @OperatorAddress({ version: 'v1' })
  REPLICATE_BASE_URL: string = 'https://api.replicate.com/v1';

  /** The model where a chain names none. */
  @Matches(/^[\w.-]+\/[\w.-]+(?::[0-9a-f]{64})?$/, { message: 'owner/model, or owner/model:version' })
  REPLICATE_MODEL: string = 'black-forest-labs/flux-dev-lora';

  /** For one order, waiting included. */
  @IsInt({ message: 'seconds, a whole number from 1' })
  @Min(1)
  REPLICATE_TIMEOUT_SECONDS: number = 300;

  /** A model that takes fewer gets fewer. */
  @IsInt({ message: 'a whole number from 0' })
  @Min(0)
  MAXLORAS_REPLICATE: number = 2;
}
