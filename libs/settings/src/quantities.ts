import type { SettingKind } from './declare/setting-kind.js';

const DURATION = /^(\d+)\s*(s|m|h|d|w)?$/i;
const UNITS_MS: Readonly<Record<string, number>> = {
  s: 1000,
  m: 60_000,
  h: 3_600_000,
  d: 86_400_000,
  w: 604_800_000,
};

const BYTES = /^(\d+)\s*(?:([kmgt])(i)?b?|b)?$/i;
const POWERS = ['k', 'm', 'g', 't'];

/** `90`, `90s`, `15m`, `12h`, `7d` or `2w` in milliseconds, plain numbers being seconds; null for anything else. */
export function durationMs(text: string): number | null {
  const [, count, unit = 's'] = DURATION.exec(text.trim()) ?? [];
  return count === undefined ? null : Number(count) * (UNITS_MS[unit.toLowerCase()] ?? 1000);
}

/** `500`, `500MB`, `20GB` (thousands) or `20GiB` (1024s) in bytes; null for anything else. */
export function byteCount(text: string): number | null {
  const [, count, letter, binary] = BYTES.exec(text.trim()) ?? [];
  const power = letter === undefined ? 0 : POWERS.indexOf(letter.toLowerCase()) + 1;
  return count === undefined ? null : Number(count) * (binary === undefined ? 1000 : 1024) ** power;
}

/** A duration of at least `leastMs`, or 0. */
export function durationOrZero(leastMs: number, allowed: string): SettingKind {
  return {
    allowed,
    accepts: (value) => {
      const ms = typeof value === 'string' ? durationMs(value) : null;
      return ms === 0 || (ms !== null && ms >= leastMs);
    },
  };
}

/** A number of bytes. */
export const byteSize: SettingKind = {
  allowed: 'bytes, or a size such as 500MB, 20GB or 20GiB; 0 for no bound',
  accepts: (value) => typeof value === 'string' && byteCount(value) !== null,
};
