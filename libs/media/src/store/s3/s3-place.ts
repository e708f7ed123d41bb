import { type Settings, SettingsError, type SettingsMistake } from '@fusionbridge/settings';
import { S3Env } from './s3.env.js';

/** A bucket and how to access it. */
export interface S3Place {
  /** Name of the bucket. */
  readonly name: string;
  /** URL of the bucket, without a slash at its end. */
  readonly bucket: string;
  /** The same for clients. */
  readonly publicBucket: string;
  readonly region: string;
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  /** Prepended to every name: empty, or with a slash at its end. */
  readonly prefix: string;
  /** How long a pre-signed URL is valid; null if the bridge delivers pictures itself. */
  readonly linkSeconds: number | null;
  readonly timeoutMs: number;
}

const NEEDED = ['S3_BUCKET', 'S3_ACCESS_KEY_ID', 'S3_SECRET_ACCESS_KEY'] as const;
const OTHERS = ['S3_ENDPOINT', 'S3_PUBLIC_ENDPOINT', 'S3_PREFIX', 'S3_FORCE_PATH_STYLE'] as const;

/**
 * The bucket that the settings name, or null when they name none.
 * @throws SettingsError that lists what is missing when only a part of it is set
 */
export function s3PlaceOf(settings: Settings): S3Place | null {
  const env = settings.section(S3Env);
  const isMeant = [...NEEDED, ...OTHERS].some((name) => env[name] !== undefined);
  if (!isMeant && env.S3_DELIVERY === 'proxied') {
    return null;
  }
  const { S3_BUCKET: bucket, S3_ACCESS_KEY_ID: accessKeyId, S3_SECRET_ACCESS_KEY: secretAccessKey } = env;
  if (bucket === undefined || accessKeyId === undefined || secretAccessKey === undefined) {
    throw new SettingsError(NEEDED.filter((name) => env[name] === undefined).map(missing));
  }
  const endpoint = env.S3_ENDPOINT ?? `https://s3.${env.S3_REGION}.amazonaws.com`;
  const inPath = env.S3_FORCE_PATH_STYLE ?? env.S3_ENDPOINT !== undefined;
  return {
    name: bucket,
    bucket: addressOf(endpoint, bucket, inPath),
    publicBucket: addressOf(env.S3_PUBLIC_ENDPOINT ?? endpoint, bucket, inPath),
    region: env.S3_REGION,
    accessKeyId,
    secretAccessKey,
    prefix: env.S3_PREFIX === undefined ? '' : env.S3_PREFIX.replace(/\/?$/, '/'),
    linkSeconds: env.S3_DELIVERY === 'presigned' ? env.S3_LINK_SECONDS : null,
    timeoutMs: env.S3_TIMEOUT_SECONDS * 1000,
  };
}

/** The endpoint may contain a path. */
function addressOf(endpoint: string, bucket: string, inPath: boolean): string {
  const { protocol, host, pathname } = new URL(endpoint);
  const path = pathname.replace(/\/+$/, '');
  return inPath ? `${protocol}//${host}${path}/${bucket}` : `${protocol}//${bucket}.${host}${path}`;
}

function missing(key: string): SettingsMistake {
  return {
    file: 'environment or .env',
    key,
    found: 'nothing',
    allowed: 'a value, since another S3_ variable is set; unset them all to keep pictures on the disk',
  };
}
