import { ProviderError, type ProviderPicture } from '@fusionbridge/core';
import { sanitizeVendorText } from '@fusionbridge/http';
import { ExecutionError, type HistoryEntry, type OutputFile } from './comfyui.schemas.js';

/** Who speaks in an error, and how texts of the server are made fit to be shown. */
export interface Speaker {
  readonly provider: string;
  redact(text: string): string;
}

/** How a prompt of the history failed; null where it went well. The server asks no money, so nothing was bought. */
export function failureIn({ status }: HistoryEntry, speaker: Speaker): ProviderError | null {
  const failed = status?.messages.find(([type]) => type === 'execution_error')?.[1];
  if (failed !== undefined) {
    return brokenPrompt(failed, speaker);
  }
  const isInterrupted = status?.messages.some(([type]) => type === 'execution_interrupted') === true;
  if (!isInterrupted && status?.status_str !== 'error') {
    return null;
  }
  return new ProviderError({
    provider: speaker.provider,
    kind: isInterrupted ? 'cancelled' : 'unavailable',
    outcome: 'rejected',
    message: `${speaker.provider} ${isInterrupted ? 'was interrupted' : 'failed and does not say why'}`,
  });
}

function brokenPrompt(message: unknown, speaker: Speaker): ProviderError {
  const { provider } = speaker;
  const parsed = ExecutionError.safeParse(message);
  const {
    node_type: node,
    exception_type: type,
    exception_message: says,
  } = parsed.success ? parsed.data : { node_type: 'a node', exception_type: 'error', exception_message: '' };
  const text = sanitizeVendorText(speaker.redact(says));
  return new ProviderError({
    provider,
    kind: 'generation_failed',
    outcome: 'rejected',
    vendorCode: type,
    message: `${provider} failed in ${node} (${type})${text === '' ? '' : `: ${text}`}`,
  });
}

/**
 * What a prompt put out, each picture at its address below `baseUrl`. Passing previews count only where nothing else
 * came. ComfyUI sows a batch as a whole: only its first picture has the seed by itself.
 */
export function picturesIn(
  { outputs }: HistoryEntry,
  baseUrl: URL,
  seed: number | null,
): readonly ProviderPicture[] {
  const all = Object.values(outputs).flatMap(({ images }) => images);
  const kept = all.filter(({ type }) => type === 'output');
  return (kept.length > 0 ? kept : all).map((file, index) => ({
    url: addressOf(file, baseUrl),
    trustedOrigin: baseUrl.origin,
    seed: index === 0 ? seed : null,
    flagged: false,
  }));
}

function addressOf({ filename, subfolder, type }: OutputFile, baseUrl: URL): string {
  const query = new URLSearchParams({ filename, subfolder, type });
  return new URL(`view?${query.toString()}`, baseUrl).href;
}
