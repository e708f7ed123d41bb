import { basename } from 'node:path';
import { tryParseJson } from '@fusionbridge/core';
import { readTextFile, SettingsError } from '@fusionbridge/settings';
import { z } from 'zod';

/** `{"<url>": {"runware_id": "source:hash@1", "uploaded_at": "2026-02-01T10:00:00"}}`. */
const MappingFile = z.record(
  z.string(),
  z.object({
    runware_id: z.string().regex(/^[\w.-]+:[\w.-]+@[\w.-]+$/),
    uploaded_at: z.string().nullish().catch(null),
  }),
);

/** A LoRA that was uploaded already. */
export interface MappedLora {
  readonly air: string;
  /** Unix milliseconds; 0 if the file does not say. */
  readonly uploadedAt: number;
}

/** LoRAs that the Flux LoRA Bridge uploaded, from its own file. Addresses are compared case-insensitively, as it did. */
export class LoraMapping {
  private readonly byAddress: ReadonlyMap<string, MappedLora>;

  /**
   * The file may be missing.
   * @throws SettingsError if it cannot be parsed
   */
  constructor(path: string) {
    const entries = Object.entries(contentOf(path));
    this.byAddress = new Map(
      entries.map(([url, { runware_id: air, uploaded_at: at }]) => [
        url.toLowerCase(),
        { air, uploadedAt: Date.parse(at ?? '') || 0 },
      ]),
    );
  }

  find(url: string): MappedLora | null {
    return this.byAddress.get(url.toLowerCase()) ?? null;
  }

  /** First part of the AIR ids in it, under which the account uploads; null if it is empty. */
  get source(): string | null {
    const [first] = this.byAddress.values();
    return first?.air.split(':')[0] ?? null;
  }
}

function contentOf(path: string): z.infer<typeof MappingFile> {
  const text = readTextFile(path, basename(path));
  if (text === null) {
    return {};
  }
  const parsed = MappingFile.safeParse(tryParseJson(text));
  if (parsed.success) {
    return parsed.data;
  }
  const [issue] = parsed.error.issues;
  throw new SettingsError([
    {
      file: basename(path),
      key: issue?.path.map(String).join('.') || '(whole file)',
      found: issue?.message ?? 'something else',
      allowed: '{"<address>": {"runware_id": "source:id@version", "uploaded_at": "<time>"}}',
    },
  ]);
}
