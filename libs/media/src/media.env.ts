import { IsInt, Min } from 'class-validator';

/** Bounds on pictures. */
export class MediaEnv {
  /** Width × height, checked in the header before anything is decoded. */
  @IsInt()
  @Min(4096)
  MAX_PIXELS: number = 33_554_432;

  @IsInt()
  @Min(1024)
  MAX_PICTURE_BYTES: number = 67_108_864;

  /** For one download, redirects included. */
  @IsInt()
  @Min(1)
  FETCH_TIMEOUT_SECONDS: number = 60;
}
