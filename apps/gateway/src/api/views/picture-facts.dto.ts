import { CONTENT_CREDENTIALS, type ContentCredentials } from '@fusionbridge/core';
import { ApiProperty, ApiSchema } from '@nestjs/swagger';

@ApiSchema({ description: 'Properties of a kept picture.' })
export class PictureFacts {
  /** Width in pixels. */
  @ApiProperty({ example: 1024 })
  width!: number;

  /** Height in pixels. */
  @ApiProperty({ example: 1024 })
  height!: number;

  /** File format. */
  @ApiProperty({ example: 'png' })
  format!: string;

  /** File size in bytes. */
  @ApiProperty({ example: 148_213 })
  bytes!: number;

  /** Seed. */
  @ApiProperty({ example: 42 })
  seed!: number;

  /** The provider. */
  @ApiProperty({ example: 'sandbox' })
  provider!: string;

  /** What happened to the vendor's C2PA signature. */
  @ApiProperty({ enum: CONTENT_CREDENTIALS, example: 'none' })
  content_credentials!: ContentCredentials;
}
