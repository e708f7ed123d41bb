/** The replaced server called a local AUTOMATIC1111 so. */
const NAMES: Readonly<Record<string, string>> = { 'sd-webui': 'stable-diffusion' };

/** A provider's name in this dialect. */
export function simpleNameOf(provider: string): string {
  return NAMES[provider] ?? provider;
}

/** A message about providers in this dialect's names. */
export function withSimpleNames(message: string): string {
  return Object.entries(NAMES).reduce((text, [name, simple]) => text.replaceAll(name, simple), message);
}
