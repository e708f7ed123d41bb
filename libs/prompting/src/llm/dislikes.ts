/** Fields that some models refuse, and what they want instead; null for nothing. */
const INSTEAD: Readonly<Record<string, string | null>> = {
  max_tokens: 'max_completion_tokens',
  temperature: null,
  response_format: null,
};

/**
 * What models have refused. OpenAI's newer ones take no `temperature` and call `max_tokens` differently; local servers
 * know only the older name. Nothing but their refusal tells.
 */
export class Dislikes {
  private readonly known = new Map<string, Set<string>>();

  /** @returns whether the model should be asked again without the field */
  note(model: string, field: string | null): boolean {
    const fields = this.known.get(model) ?? new Set();
    if (field === null || !(field in INSTEAD) || fields.has(field)) {
      return false;
    }
    this.known.set(model, fields.add(field));
    return true;
  }

  /** The body as the model takes it. */
  without(model: string, body: Readonly<Record<string, unknown>>): Record<string, unknown> {
    const fields = this.known.get(model) ?? new Set();
    return Object.fromEntries(
      Object.entries(body).flatMap(([name, value]): [string, unknown][] => {
        const taken = fields.has(name) ? (INSTEAD[name] ?? null) : name;
        return taken === null ? [] : [[taken, value]];
      }),
    );
  }
}
