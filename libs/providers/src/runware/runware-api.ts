import { jsonBody, type VendorResponse, type HttpCall, type VendorClient } from '@fusionbridge/http';

/** Everything at Runware is a list of tasks, posted to one address. */
export class RunwareApi {
  /** @param endpoint The whole address, without a slash that the operator did not write. */
  constructor(
    private readonly client: VendorClient,
    private readonly endpoint: string,
  ) {}

  /** Of the configured address. */
  get origin(): string {
    return this.client.origin;
  }

  /** Sends one task, once. @throws ProviderError */
  async send<T>(task: unknown, call: Omit<HttpCall<T>, 'path'>): Promise<T> {
    return (await this.ask(task, call)).value;
  }

  /** As `send`, with the bytes of what the answer holds. */
  async ask<T>(task: unknown, call: Omit<HttpCall<T>, 'path'>): Promise<VendorResponse<T>> {
    return this.client.post(jsonBody([task]), { ...call, path: this.endpoint });
  }
}
