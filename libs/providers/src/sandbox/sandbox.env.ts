import { IsBoolean, IsInt, IsOptional, IsString, Max, Min } from 'class-validator';

/** The embedded default needs no settings; these make it talk, slow, or fail. */
export class SandboxEnv {
  /** Writes prompt, seed, size and LoRAs across the bottom of every picture. */
  @IsBoolean({ message: 'true or false' })
  SANDBOX_CAPTION: boolean = false;

  /** Milliseconds that one picture seems to take, spread over its steps. */
  @IsInt({ message: 'milliseconds, a whole number from 0' })
  @Min(0)
  @Max(600_000)
  SANDBOX_LATENCY_MS: number = 0;

  /** A fault for every request, as in a prompt tag without its brackets: `rate_limited retry_after=3`. */
  @IsOptional()
  @IsString()
  SANDBOX_FAULT?: string = undefined;
}
