import { AlsoNamed, OperatorAddress, PROXY } from '@fusionbridge/settings';
import {
  IsArray,
  IsBoolean,
  IsInt,
  IsNumber,
  IsOptional,
  IsString,
  Matches,
  Max,
  Min,
  ValidateBy,
} from 'class-validator';

const NOT_BLANK = { message: 'a non-empty text' };

/** Where the bridge listens and who may use it. */
export class ServerEnv {
  @AlsoNamed('FASTFUSION_PORT')
  @IsInt({ message: 'a port number' })
  @Min(0)
  @Max(65535)
  BRIDGE_PORT: number = 7861;

  /** Another address than loopback needs API_KEYS. */
  @AlsoNamed('FASTFUSION_HOST')
  @IsString(NOT_BLANK)
  HOST: string = '127.0.0.1';

  /** HOST may be open without API_KEYS: for a container whose port is published on loopback only. */
  @IsBoolean({ message: 'true or false' })
  ALLOW_OPEN_HOST: boolean = false;

  /** Address that clients reach the bridge by, its path included, for every link; made from the request when not set. */
  @IsOptional()
  @OperatorAddress()
  BASE_URL?: string = undefined;

  /**
   * Proxies whose `X-Forwarded-Proto` and `X-Forwarded-Host` count: addresses, networks, or `loopback`, `linklocal`,
   * `uniquelocal`.
   */
  @IsArray()
  @ValidateBy(PROXY, { each: true })
  TRUST_PROXY: string[] = [];

  /** `key` or `owner=key`, comma separated. */
  @IsArray()
  @Matches(/^([\w.@-]+=)?[^\s=]{8,}$/, {
    each: true,
    message: 'keys of 8 characters or more, each `key` or `owner=key`',
  })
  API_KEYS: string[] = [];

  /** Generations a minute for each caller; 0 is no limit. */
  @IsInt({ message: 'a whole number, 0 for no limit' })
  @Min(0)
  THROTTLE_PER_MINUTE: number = 0;

  /** Without API_KEYS: further host names under which clients reach the bridge; `*` is any. */
  @IsArray()
  @Matches(/^(\*|[\w.-]+|\[?[\da-f:.]+\]?)$/i, {
    each: true,
    message: 'host names without port, such as pictures.example.org, or *',
  })
  ALLOWED_HOSTS: string[] = [];

  /** Browser origins that may call the bridge; `*` is any. Not set: none without API_KEYS, any with them. */
  @IsOptional()
  @IsArray()
  @Matches(/^(\*|null|[a-z][a-z\d+.-]*:\/\/[^/\s]*\/?)$/i, {
    each: true,
    message: 'origins such as https://chat.example.org, or *',
  })
  CORS_ORIGINS?: string[] = undefined;

  /** Silence after which a whole answer begins with a blank, so that no proxy gives up; 0 is never. */
  @IsNumber({}, { message: 'seconds, a number from 0; 0 for never' })
  @Min(0)
  KEEP_ALIVE_AFTER_SECONDS: number = 45;

  /** A client that takes nothing of its answer for so long is disconnected. */
  @IsNumber({}, { message: 'seconds, a number above 0' })
  @Min(0.01)
  DOWNLOAD_TIMEOUT_SECONDS: number = 120;
}
