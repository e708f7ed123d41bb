import type { ProbeResult } from '@fusionbridge/core';

/** What a free question found out; a question that fails says why the vendor cannot be used. */
export async function probed(ask: () => Promise<string>): Promise<ProbeResult> {
  try {
    return { reachable: true, message: await ask() };
  } catch (error) {
    return { reachable: false, message: error instanceof Error ? error.message : String(error) };
  }
}
