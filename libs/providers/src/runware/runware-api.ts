import { jsonBody, type VendorResponse, type HttpCall, type VendorClient } from '@fusionbridge/http';

/** Every request to Runware is a list of tasks, posted to one address. */
export class RunwareApi {
  /** @param endpoint The full address, exactly as the operator set it */
  constructor(
    private readonly client: VendorClient,
    private readonly endpoint: string,
  ) {}

  get origin(): string {
    return this.client.origin;
  }

  /** Sends one task, once. @throws ProviderError */
  async send<T>(task: unknown, call: Omit<HttpCall<T>, 'path'>): Promise<T> {
    return (await this.ask(task, call)).value;
  }

  /** As `send`, with the bytes that the response holds. */
  async ask<T>(task: unknown, call: Omit<HttpCall<T>, 'path'>): Promise<VendorResponse<T>> {
    return this.client.post(jsonBody([task]), { ...call, path: this.endpoint });
  }
}
