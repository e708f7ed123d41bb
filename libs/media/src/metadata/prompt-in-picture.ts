import { z } from 'zod';
import { comfyPromptIn } from './comfy-prompt.js';
import type { ReadProvenance } from './provenance.js';
import { readInfotext } from './read-infotext.js';

const OwnRecord = z.object({ software: z.literal('FusionBridge'), originalPrompt: z.string() });

/**
 * The prompt that a file says it was made from: in the bridge's own record (as the client wrote it, before anything was
 * added), in A1111's `parameters`, or in ComfyUI's graph.
 * @returns null if the file does not say
 */
export function promptInPicture({ record, infotext, items }: ReadProvenance): string | null {
  const own = OwnRecord.safeParse(record);
  const written = [
    own.success ? own.data.originalPrompt : '',
    infotext === null ? '' : (readInfotext(infotext)['Prompt'] ?? ''),
    comfyPromptIn(items) ?? '',
  ];
  return written.map((text) => text.trim()).find((text) => text !== '') ?? null;
}
