import { MAX_INVENTORY_VALUES, type VendorClient } from '@fusionbridge/http';
import { ModelsAnswer } from './wavespeed.schemas.js';

const TIMEOUT_MS = 15_000;
const MOST_BYTES = 32 * 1024 * 1024;

/** The number of LoRAs each model takes by the vendor's list of models, which sometimes contradicts its documents. */
export class LoraLimits {
  private limits: ReadonlyMap<string, number> = new Map();

  constructor(private readonly client: VendorClient) {}

  /** Infinity if the list was not read or does not say. */
  of(model: string): number {
    return this.limits.get(model) ?? Number.POSITIVE_INFINITY;
  }

  /** @throws ProviderError */
  async read(signal: AbortSignal): Promise<void> {
    const { value } = await this.client.get({
      path: 'models',
      signal,
      timeoutMs: TIMEOUT_MS,
      maxBytes: MOST_BYTES,
      maxValues: MAX_INVENTORY_VALUES,
      answer: ModelsAnswer,
    });
    this.limits = new Map(value.data.flatMap(limitOf));
  }
}

function limitOf({ model_id: id, api_schema: schema }: ModelsAnswer['data'][number]): [string, number][] {
  const limits = (schema?.api_schemas ?? []).flatMap(
    (one) => one?.request_schema.properties.loras.maxItems ?? [],
  );
  return limits.length === 0 ? [] : [[id, Math.min(...limits)]];
}
