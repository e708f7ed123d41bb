import type { ProbeResult } from '@fusionbridge/core';

/** Runs a free call as a health check. If it fails, its error message is the reason. */
export async function runProbe(ask: () => Promise<string>): Promise<ProbeResult> {
  try {
    return { reachable: true, message: await ask() };
  } catch (error) {
    return { reachable: false, message: error instanceof Error ? error.message : String(error) };
  }
}
