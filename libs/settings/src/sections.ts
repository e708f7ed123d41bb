import type { RoutePolicy } from '@fusionbridge/core';
import { Transform } from 'class-transformer';
import {
  IsArray,
  IsBoolean,
  IsIn,
  IsInt,
  IsNumber,
  IsOptional,
  IsString,
  Matches,
  Max,
  Min,
  ValidateBy,
} from 'class-validator';
import { AlsoNamed } from './env-section.js';
import { OperatorAddress } from './operator-address.js';
import { PROXY } from './proxy-rule.js';
import { ROUTE_POLICY } from './route-policy-rule.js';

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

const LOG_LEVELS = ['debug', 'info', 'warning', 'error'] as const;

/** What is printed. */
export class LogEnv {
  /** The least that is worth a line. */
  @AlsoNamed('FASTFUSION_LOGLEVEL')
  @Transform(({ value }: { value: unknown }) => (typeof value === 'string' ? value.toLowerCase() : value))
  @IsIn(LOG_LEVELS, { message: `one of ${LOG_LEVELS.join(', ')}` })
  LOG_LEVEL: (typeof LOG_LEVELS)[number] = 'info';
}

/** Where presets, limits and LoRAs of FastFusion's format are. */
export class ModelConfigEnv {
  /** FastFusion's `model_config.json`; the one in the configuration's folder when not set. */
  @IsOptional()
  @IsString(NOT_BLANK)
  CONFIG_PATH?: string = undefined;
}

/** How jobs run. */
export class JobsEnv {
  @IsInt({ message: 'a whole number from 1' })
  @Min(1)
  @Max(10_000)
  MAX_CONCURRENT_JOBS: number = 8;

  /** From the start of a job to its end, all candidates together. */
  @IsInt({ message: 'seconds, a whole number from 1' })
  @Min(1)
  TOTAL_DEADLINE_SECONDS: number = 600;

  /** How long running jobs may go on after the bridge was told to stop. */
  @IsInt({ message: 'seconds, a whole number from 0' })
  @Min(0)
  SHUTDOWN_DRAIN_SECONDS: number = 10;

  /** Whether the same request with the same fixed seed is answered with the picture it made before, for nothing. */
  @IsBoolean({ message: 'on or off' })
  RESULT_CACHE: boolean = true;
}

const REPURCHASE = ['never', 'after-lookup', 'eager'] as const;

/** How providers are chosen, and what may be risked. */
export class RoutingEnv {
  /** For models and requests that name no policy. */
  @ValidateBy(ROUTE_POLICY)
  ROUTING: RoutePolicy = 'ordered';

  /**
   * Whether a picture is bought elsewhere when a vendor may have charged for it already. `after-lookup`: once the
   * vendor says that it does not know the order.
   */
  @IsIn(REPURCHASE, { message: `one of ${REPURCHASE.join(', ')}` })
  REPURCHASE: (typeof REPURCHASE)[number] = 'never';

  /** Most that one request may lose to orders nobody knows the end of, in US dollars, the next one included. */
  @IsNumber({}, { message: 'US dollars, a number from 0' })
  @Min(0)
  MONEY_AT_RISK_USD: number = 0.5;

  /** How long a vendor may let an order wait before the next candidate is asked as well; 0 is never. */
  @IsNumber({}, { message: 'seconds, a number from 0; 0 for never' })
  @Min(0)
  HEDGE_QUEUED_SECONDS: number = 0;

  /** Failures in a row after which a provider rests. */
  @IsInt({ message: 'a whole number from 1' })
  @Min(1)
  CIRCUIT_FAILURES: number = 5;

  /** The first rest; each further one in a row is twice as long, up to ten minutes. */
  @IsNumber({}, { message: 'seconds, a number above 0' })
  @Min(0.01)
  CIRCUIT_REST_SECONDS: number = 15;
}

/** Where records and pictures are kept. */
export class StorageEnv {
  @IsString(NOT_BLANK)
  DATA_PATH: string = './data';

  /** `postgres://…` for PostgreSQL; an SQLite file under DATA_PATH when not set. */
  @IsOptional()
  @Matches(/^postgres(ql)?:\/\//, {
    message: 'postgres://user:password@host:5432/database, or nothing for the SQLite file',
  })
  DATABASE_URL?: string = undefined;

  /** Folder of the pictures; DATA_PATH/pictures when not set. */
  @IsOptional()
  @IsString(NOT_BLANK)
  IMAGE_DATA_PATH?: string = undefined;
}

/** Bounds on what comes in. */
export class MediaEnv {
  /** Width × height, checked in the header before anything is decoded. */
  @IsInt()
  @Min(4096)
  MAX_PIXELS: number = 33_554_432;

  @IsInt()
  @Min(1024)
  MAX_PICTURE_BYTES: number = 67_108_864;

  @IsInt()
  @Min(1024)
  MAX_BODY_BYTES: number = 134_217_728;

  /** For the body of a request to arrive in. */
  @IsNumber({}, { message: 'seconds, a number above 0' })
  @Min(0.01)
  UPLOAD_TIMEOUT_SECONDS: number = 300;

  /** For one download, redirects included. */
  @IsInt()
  @Min(1)
  FETCH_TIMEOUT_SECONDS: number = 60;
}
