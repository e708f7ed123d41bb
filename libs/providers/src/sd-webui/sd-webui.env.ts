import { OperatorAddress } from '@fusionbridge/settings';
import { IsBoolean, IsInt, IsOptional, Matches, Min } from 'class-validator';

/** A local AUTOMATIC1111, Forge or SD.Next. */
export class SdWebuiEnv {
  @IsBoolean({ message: 'true or false' })
  SD_ENABLED: boolean = false;

  @OperatorAddress({ hint: ' (those belong in SD_API_AUTH)' })
  SD_API_URL: string = 'http://127.0.0.1:7860';

  /** As the server's `--api-auth` takes it. */
  @IsOptional()
  @Matches(/^[^:]+:.+$/, { message: 'user:password' })
  SD_API_AUTH?: string = undefined;

  /** For one call, waiting in the server's queue included. */
  @IsInt({ message: 'seconds, a whole number from 1' })
  @Min(1)
  SD_TIMEOUT_SECONDS: number = 600;
}
