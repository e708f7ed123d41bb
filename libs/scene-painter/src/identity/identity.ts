import type { LoraChoice } from '@fusionbridge/core';
import { type Hex, hexOfHsl, mixed } from '../painting/colour.js';
import type { Badge } from '../painting/figure/figure-look.js';
import { hash32 } from '../seeded-random.js';

/** How a LoRA shows: the colours of hair and clothes and a badge, all from its name alone. */
export interface Identity {
  readonly hair: Hex;
  readonly clothes: Hex;
  readonly badge: Badge;
}

/** An identity as one figure wears it. */
export interface WornIdentity extends Identity {
  /** 0 to 1: how much of the figure's own colours it replaces. */
  readonly strength: number;
}

/** A LoRA from this weight on covers a figure's own colours; below it they show through. */
const FULL_WEIGHT = 0.5;

/** The part of the others' colours when two characters share one unmasked pass. */
const BLED = 0.45;

/** Names of LoRAs that change how a picture looks rather than who is on it. */
const STYLE =
  /style|detail|light(ing|ning)?|turbo|lcm|hyper|dmd|vae|slider|quality|enhanc|realis|film|grain|anime|sketch|watercolou?r|pixel|comic|noise|contrast|add[_ -]|background|pose|fix|amateur|photo/i;

/** True for LoRAs that stand for somebody. */
export function isCharacterLora(name: string): boolean {
  return !STYLE.test(bare(name));
}

/** Deterministic; the folder and the file's ending do not matter. */
export function identityOf(loraName: string): Identity {
  const name = bare(loraName);
  const hue = hash32(`hair ${name}`) % 360;
  const apart = 75 + (hash32(`clothes ${name}`) % 210);
  return {
    hair: hexOfHsl({ h: hue, s: 0.76, l: 0.52 }),
    clothes: hexOfHsl({ h: (hue + apart) % 360, s: 0.7, l: 0.44 }),
    badge: { colour: hexOfHsl({ h: hue, s: 0.85, l: 0.4 }), sign: hash32(`badge ${name}`) % 6 },
  };
}

/**
 * Who wears which identity. One character LoRA: the main figure. Several in one unmasked pass: every figure wears a
 * mixture, as real models bleed. Several in a masked pass: each figure its own.
 * @returns one entry for each of the first figures; further ones wear none
 */
export function castIdentities(loras: readonly LoraChoice[], masked: boolean): WornIdentity[] {
  const characters = loras.filter(({ name, weight }) => weight > 0 && isCharacterLora(name));
  const worn = characters.map(({ name, weight }) => ({
    ...identityOf(name),
    strength: Math.min(1, weight / FULL_WEIGHT),
  }));
  return masked || worn.length < 2
    ? worn
    : worn.map((own, index) =>
        bled(
          own,
          worn.filter((_, other) => other !== index),
        ),
      );
}

function bled(own: WornIdentity, others: readonly WornIdentity[]): WornIdentity {
  return others.reduce((so, other, index) => {
    const share = BLED / (others.length - index * BLED);
    return {
      ...so,
      hair: mixed(so.hair, other.hair, share),
      clothes: mixed(so.clothes, other.clothes, share),
    };
  }, own);
}

function bare(name: string): string {
  return (name.split(/[/\\]/).at(-1) ?? name).replace(/\.(safetensors|ckpt|pt|bin)$/i, '').toLowerCase();
}
