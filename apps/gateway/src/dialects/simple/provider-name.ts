/** The replaced server called a local AUTOMATIC1111 so. */
const NAMES: Readonly<Record<string, string>> = { 'sd-webui': 'stable-diffusion' };

/** A provider's name in this dialect. */
export function simpleNameOf(provider: string): string {
  return NAMES[provider] ?? provider;
}
