import { OperatorAddress } from '@fusionbridge/settings';
import { IsBoolean, IsInt, IsOptional, IsString, Matches, Min } from 'class-validator';

/** Pixel Dojo. */
export class PixelDojoEnv {
  /** From pixeldojo.ai/api-platform; begins with `pd_`. */
  @IsOptional()
  @IsString()
  PIXELDOJO_API_KEY?: string = undefined;

  /** Up to and including `/api/v1`. */
  @OperatorAddress({ version: 'api/v1' })
  PIXELDOJO_ENDPOINT: string = 'https://pixeldojo.ai/api/v1';

  /** The model where a chain names none: `flux`, or `flux-dev-single-lora` with the old API. */
  @IsOptional()
  @Matches(/^[\w.-]+$/, { message: 'the id of a model' })
  PIXELDOJO_MODEL?: string = undefined;

  /** Talks as before 2026: one call to `/flux`, answered with the pictures. */
  @IsBoolean({ message: 'true or false' })
  PIXELDOJO_LEGACY_API: boolean = false;

  /** For one order, waiting included. */
  @IsInt({ message: 'seconds, a whole number from 1' })
  @Min(1)
  PIXELDOJO_TIMEOUT_SECONDS: number = 300;

  /** A model that takes fewer gets fewer. */
  @IsInt({ message: 'a whole number from 0' })
  @Min(0)
  MAXLORAS_PIXELDOJO: number = 1;
}
