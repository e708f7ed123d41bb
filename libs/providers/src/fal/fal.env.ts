import { OperatorAddress } from '@fusionbridge/settings';
import { IsInt, IsOptional, IsString, Min } from 'class-validator';

/** fal.ai, through its queue. */
export class FalEnv {
  /** `key id:key secret`, from fal.ai/dashboard/keys. */
  @IsOptional()
  @IsString()
  FAL_API_KEY?: string = undefined;

  /** The name fal's own programs use; FAL_API_KEY goes before it. */
  @IsOptional()
  @IsString()
  FAL_KEY?: string = undefined;

  @OperatorAddress()
  FAL_QUEUE_URL: string = 'https://queue.fal.run';

  /** For one order, waiting in the queue included. */
  @IsInt({ message: 'seconds, a whole number from 1' })
  @Min(1)
  FAL_TIMEOUT_SECONDS: number = 300;

  /** A model that takes fewer gets fewer. */
  @IsInt({ message: 'a whole number from 0' })
  @Min(0)
  MAXLORAS_FAL: number = 3;
}
