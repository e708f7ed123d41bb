import { bearer } from '@fusionbridge/http';
import type { VendorClient, VendorHttp } from '@fusionbridge/http';
import type { PixelDojoEnv } from './pixeldojo.env.js';
import { readFailure } from './read-failure.js';

export const ID = 'pixeldojo';

/** The client for both APIs. */
export function clientOf(env: PixelDojoEnv, http: VendorHttp): VendorClient {
  const key = env.PIXELDOJO_API_KEY;
  return http.client({
    id: ID,
    baseUrl: env.PIXELDOJO_ENDPOINT,
    addressSetting: 'PIXELDOJO_ENDPOINT',
    keySetting: 'PIXELDOJO_API_KEY',
    modelSetting: 'PIXELDOJO_MODEL or config/models.json',
    authorization: bearer(key),
    readFailure,
  });
}

export function configured(env: PixelDojoEnv): true | string {
  return env.PIXELDOJO_API_KEY !== undefined || 'set PIXELDOJO_API_KEY';
}
