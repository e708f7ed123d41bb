/** Fields that some models reject, and their replacement; null if there is none. */
const REPLACEMENTS: Readonly<Record<string, string | null>> = {
  max_tokens: 'max_completion_tokens',
  temperature: null,
  response_format: null,
};

/**
 * Remembers which fields each model rejected. OpenAI's newer models take no `temperature` and renamed `max_tokens`, while
 * local servers know only the old name. The only way to find out is the error response.
 */
export class RejectedFields {
  private readonly byModel = new Map<string, Set<string>>();

  /** @returns true if the request should be repeated without the field */
  record(model: string, field: string | null): boolean {
    const fields = this.byModel.get(model) ?? new Set();
    if (field === null || !Object.hasOwn(REPLACEMENTS, field) || fields.has(field)) {
      return false;
    }
    this.byModel.set(model, fields.add(field));
    return true;
  }

  /** The request body with rejected fields replaced or removed. */
  adapt(model: string, body: Readonly<Record<string, unknown>>): Record<string, unknown> {
    const fields = this.byModel.get(model) ?? new Set();
    return Object.fromEntries(
      Object.entries(body).flatMap(([name, value]): [string, unknown][] => {
        const sent = fields.has(name) ? (REPLACEMENTS[name] ?? null) : name;
        return sent === null ? [] : [[sent, value]];
      }),
    );
  }
}
