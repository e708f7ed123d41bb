import { OperatorAddress } from '@fusionbridge/settings';
import { IsBoolean, IsIn, IsInt, IsOptional, IsString, Matches, Max, Min } from 'class-validator';

const DELIVERIES = ['proxied', 'presigned'] as const;

/** A bucket for the pictures, at Amazon or at whatever else speaks S3. Unset, they lie on the disk. */
export class S3Env {
  /** Amazon's own address for S3_REGION when not set. */
  @IsOptional()
  @OperatorAddress()
  S3_ENDPOINT?: string = undefined;

  @IsOptional()
  @Matches(/^[\w][\w.-]{1,253}\w$/, { message: "a bucket's name" })
  S3_BUCKET?: string = undefined;

  @Matches(/^[\w-]+$/, { message: "a region's name" })
  S3_REGION: string = 'us-east-1';

  @IsOptional()
  @IsString()
  S3_ACCESS_KEY_ID?: string = undefined;

  @IsOptional()
  @IsString()
  S3_SECRET_ACCESS_KEY?: string = undefined;

  /** Folder within the bucket; its root when not set. */
  @IsOptional()
  @Matches(/^(?!.*(^|\/)\.{1,2}(\/|$))[\w.-]+(\/[\w.-]+)*\/?$/, {
    message: 'folders of letters, digits, . _ and -, as in pictures/bridge',
  })
  S3_PREFIX?: string = undefined;

  /** The bucket in the path, not in the host name; true when not set but S3_ENDPOINT is. */
  @IsOptional()
  @IsBoolean({ message: 'true or false' })
  S3_FORCE_PATH_STYLE?: boolean = undefined;

  /** `presigned`: clients are sent to the bucket for a picture, which need not pass through us then. */
  @IsIn(DELIVERIES, { message: `one of ${DELIVERIES.join(', ')}` })
  S3_DELIVERY: (typeof DELIVERIES)[number] = 'proxied';

  /** Where clients reach the bucket, when they use another address than we do; for presigned delivery. */
  @IsOptional()
  @OperatorAddress()
  S3_PUBLIC_ENDPOINT?: string = undefined;

  /** How long a presigned address is good for. */
  @IsInt({ message: 'seconds, a whole number from 60 to 604800' })
  @Min(60)
  @Max(604_800)
  S3_LINK_SECONDS: number = 3600;

  /** For one call, its repetitions included; a picture that is being sent needs only not to stand still for so long. */
  @IsInt({ message: 'seconds, a whole number from 1' })
  @Min(1)
  @Max(3600)
  S3_TIMEOUT_SECONDS: number = 60;
}
