import type { Degradation, LoraChoice } from '@fusionbridge/core';

/** The LoRA chosen by a `<lora:…>` tag; empty if it names none. */
export interface ReadLoraTag {
  readonly choice: LoraChoice | null;
  readonly degradation: Degradation | null;
}

/**
 * Reads `name:weight`, `name:text weight:image weight`, or `te=`, `unet=` by name (A1111 extra_networks_lora.py).
 * Vendors accept one weight, so the image model's is used. Default 1.
 */
export function readLoraTag(tag: string, content: string): ReadLoraTag {
  const { name, text, image } = partsOf(content);
  if (name === '') {
    return { choice: null, degradation: null };
  }
  const weight = numberOf(image ?? text ?? '1');
  const choice: LoraChoice = { name, weight: weight ?? 1 };
  const why = weight === null ? 'the weight is not a number' : 'a LoRA has one weight for text and image';
  const asIs = weight !== null && (text === undefined || numberOf(text) === weight);
  const given = `${name}:${choice.weight}`;
  return { choice, degradation: asIs ? null : { field: 'loras', asked: tag, given, why } };
}

/** Marketplace ids and addresses contain colons themselves. */
const NAME_WITH_COLONS = /^\s*(?:(?:[\w.-]+:)+[\w.-]+@[\w.-]+|https?:\/\/[^\s/:]+(?::\d+)?[^\s:]*)/i;

function partsOf(content: string): { name: string; text?: string; image?: string } {
  const [whole = ''] = NAME_WITH_COLONS.exec(content) ?? content.split(':', 1);
  const parts = content.slice(whole.length + 1).split(':');
  const named = new Map(parts.filter((part) => part.includes('=')).map(pairOf));
  const [text, image] = content.length <= whole.length ? [] : parts.filter((part) => !part.includes('='));
  return { name: whole.trim(), text: named.get('te') ?? text, image: named.get('unet') ?? image };
}

function pairOf(part: string): [string, string] {
  const split = part.indexOf('=');
  return [part.slice(0, split).trim(), part.slice(split + 1)];
}

function numberOf(text: string): number | null {
  const number = Number(text);
  return text.trim() !== '' && Number.isFinite(number) ? number : null;
}
