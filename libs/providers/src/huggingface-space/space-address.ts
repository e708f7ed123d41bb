import { ProviderError } from '@fusionbridge/core';
import { bearer, asNotSent, type VendorHttp } from '@fusionbridge/http';
import { HostAnswer } from './huggingface-space.schemas.js';
import type { HuggingFaceSpaceEnv } from './huggingface-space.env.js';
import { ID } from './id.js';
import { readFailure, unfit } from './read-failure.js';

const TIMEOUT_MS = 15_000;

/** Where the configured Space runs. */
export class SpaceAddress {
  private known: string | null;

  constructor(
    private readonly env: HuggingFaceSpaceEnv,
    private readonly http: VendorHttp,
  ) {
    this.known = URL.canParse(env.HF_SPACE_NAME ?? '') ? (env.HF_SPACE_NAME ?? null) : null;
  }

  /**
   * The address of the app. A name is looked up at the hub once; its answer is only believed where it is a Space's own
   * host, since the token goes there.
   * @throws ProviderError `not_sent`
   */
  async find(signal: AbortSignal): Promise<string> {
    this.known ??= await this.lookUp(this.env.HF_SPACE_NAME ?? '', signal);
    return this.known;
  }

  /** Asks again next time: a Space that was renamed runs elsewhere. */
  forget(): void {
    this.known = URL.canParse(this.env.HF_SPACE_NAME ?? '') ? this.known : null;
  }

  private async lookUp(name: string, signal: AbortSignal): Promise<string> {
    const { HF_ENDPOINT: hub, HF_TOKEN: token } = this.env;
    const client = this.http.client({
      id: ID,
      baseUrl: hub,
      addressSetting: 'HF_ENDPOINT',
      keySetting: 'HF_TOKEN',
      authorization: bearer(token),
      readFailure,
    });
    const path = `api/spaces/${name}/host`;
    try {
      const { value } = await client.get({ path, signal, timeoutMs: TIMEOUT_MS, answer: HostAnswer });
      return hostIn(value.host, hub);
    } catch (error) {
      throw isUnknown(error) ? unknownSpace(name, token) : asNotSent(error);
    }
  }
}

function hostIn(host: string, hub: string): string {
  const { origin, protocol, hostname } = new URL(host);
  if (origin === new URL(hub).origin || (protocol === 'https:' && hostname.endsWith('.hf.space'))) {
    return origin;
  }
  throw unfit(`the hub names ${hostname} as the host of the Space, and no token goes there`, null);
}

/** The hub answers 401 where nobody is signed in: a private Space is none for strangers. */
function isUnknown(error: unknown): boolean {
  return error instanceof ProviderError && [401, 403, 404].includes(error.status ?? 0);
}

function unknownSpace(name: string, token: string | undefined): ProviderError {
  const hint = token === undefined ? 'set HF_TOKEN if it is private' : 'check whether HF_TOKEN may see it';
  return unfit(`the hub knows no Space ${name}: check HF_SPACE_NAME, and ${hint}`, 'HF_SPACE_NAME');
}
