import { IsInt, IsNumber, Min } from 'class-validator';

/** Bounds on the bodies of requests. */
export class BodiesEnv {
  @IsInt()
  @Min(1024)
  MAX_BODY_BYTES: number = 134_217_728;

  /** For the body of a request to arrive in. */
  @IsNumber({}, { message: 'seconds, a number above 0' })
  @Min(0.01)
  UPLOAD_TIMEOUT_SECONDS: number = 300;
}
