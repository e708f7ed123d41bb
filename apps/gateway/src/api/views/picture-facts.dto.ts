import { CONTENT_CREDENTIALS, type ContentCredentials } from '@fusionbridge/core';
import { ApiProperty } from '@nestjs/swagger';

/** What is known of a kept picture, wherever it is shown. */
export class PictureFacts {
  @ApiProperty({ example: 1024 })
  width!: number;

  @ApiProperty({ example: 1024 })
  height!: number;

  @ApiProperty({ example: 'png' })
  format!: string;

  /** Length of the file. */
  @ApiProperty({ example: 148_213 })
  bytes!: number;

  @ApiProperty({ example: 42 })
  seed!: number;

  @ApiProperty({ example: 'sandbox' })
  provider!: string;

  /** What became of the vendor's signature (C2PA). */
  @ApiProperty({ enum: CONTENT_CREDENTIALS, example: 'none' })
  content_credentials!: ContentCredentials;
}
