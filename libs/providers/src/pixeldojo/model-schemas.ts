import type { VendorClient } from '@fusionbridge/http';
import { usualCreditsOf } from './credits.js';
import { type ModelSheet, sheetOf } from './model-sheet.js';
import { ModelAnswer } from './pixeldojo.schemas.js';
import { usualSchemaOf } from './request-schema.js';

const TIMEOUT_MS = 10_000;

/** The fields of each model, by the vendor's own schema of it. */
export class ModelSchemas {
  private readonly sheets = new Map<string, ModelSheet>();

  constructor(private readonly client: VendorClient) {}

  /** The last schema that was read, else what is known beforehand. */
  sheetOf(model: string): ModelSheet {
    return this.sheets.get(model) ?? sheetOf(usualSchemaOf(model), usualCreditsOf(model));
  }

  /**
   * Reads the schema, once. It costs nothing.
   * @throws ProviderError
   */
  async read(model: string, signal: AbortSignal): Promise<ModelSheet> {
    const known = this.sheets.get(model);
    if (known !== undefined) {
      return known;
    }
    const { value } = await this.client.get({
      path: `models/${encodeURIComponent(model)}`,
      signal,
      timeoutMs: TIMEOUT_MS,
      answer: ModelAnswer,
    });
    const sheet = sheetOf(value.requestSchema, value.creditCost?.amount ?? usualCreditsOf(model));
    this.sheets.set(model, sheet);
    return sheet;
  }

  forget(): void {
    this.sheets.clear();
  }
}
