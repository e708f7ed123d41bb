import { isSecretName } from './validated.js';
import type { Environment } from './env-section.js';

/** Shorter values are too common in ordinary text to be blanked out of it. */
const SHORTEST_SECRET = 6;

/** Every secret that the settings ever had. Replaced ones stay: a running job may still use them. */
export class Secrets {
  private known: readonly string[] = [];

  /** Adds the values of the variables whose names say that they are secret. */
  addFrom(env: Environment): void {
    this.add(
      ...Object.entries(env)
        .filter(([name]) => isSecretName(name))
        .flatMap(([, value]) => partsOf(value ?? '')),
    );
  }

  add(...secrets: readonly string[]): void {
    this.known = longestFirst([...this.known, ...secrets]);
  }

  /** `text` with every known secret blanked out. */
  redact(text: string): string {
    return this.known
      .reduce((clean, secret) => clean.replaceAll(secret, '***'), text)
      .replace(/\b(Bearer|Basic|Key)\s+[\w.~+/:=-]{6,}/gi, '$1 ***');
  }
}

/** Longest first, so that a secret inside another does not leave half of it behind. */
function longestFirst(secrets: readonly string[]): string[] {
  return [...new Set(secrets)]
    .filter((part) => part.length >= SHORTEST_SECRET)
    .toSorted((a, b) => b.length - a.length);
}

/** `owner=key,key` and `user:password` hold several; an address holds the password in its middle. */
function partsOf(value: string): string[] {
  const password = /^\w+:\/\/[^/:@]*:([^@]+)@/.exec(value)?.[1];
  if (password !== undefined) {
    return [password];
  }
  return [
    value,
    ...value.split(','),
    ...value.split(',').map((part) => part.slice(part.indexOf('=') + 1)),
  ].map((part) => part.trim());
}
