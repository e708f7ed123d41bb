import type { Degradation } from '@fusionbridge/core';
import { droppedLora } from '../protocol/dropped-lora.js';

/** All that is needed to find a prompt again after a restart. */
export interface PromptTicket {
  /** The prompt's id at the server. */
  readonly id: string;
  /** Whose socket the server tells about it. */
  readonly client: string;
  readonly seed: number | null;
  /** The server has confirmed that it took the prompt. */
  readonly isTaken: boolean;
  /** LoRAs the server does not have, as `name:weight`. */
  readonly without: readonly string[];
}

/** One line that people can read: `0d9d4a2e-…?seed=7&taken=yes&without=elena:0.8`. */
export function writeTicket({ id, client, seed, isTaken, without }: PromptTicket): string {
  const facts = new URLSearchParams();
  if (client !== id) {
    facts.set('client', client);
  }
  if (seed !== null) {
    facts.set('seed', String(seed));
  }
  if (isTaken) {
    facts.set('taken', 'yes');
  }
  without.forEach((lora) => facts.append('without', lora));
  return facts.size === 0 ? id : `${id}?${facts.toString()}`;
}

/** A bare prompt id is a ticket too. */
export function readTicket(text: string): PromptTicket {
  const [id = '', query = ''] = text.split('?', 2);
  const facts = new URLSearchParams(query);
  const seed = facts.get('seed') ?? '';
  return {
    id,
    client: facts.get('client') ?? id,
    seed: /^\d+$/.test(seed) ? Number(seed) : null,
    isTaken: facts.has('taken'),
    without: facts.getAll('without'),
  };
}

/** What a ticket says was left out. */
export function degradationsOf({ without }: PromptTicket): Degradation[] {
  return without.map((lora) => {
    const at = lora.lastIndexOf(':');
    const choice = { name: lora.slice(0, at), weight: Number(lora.slice(at + 1)) };
    return droppedLora(choice, 'the server has no LoRA of this name');
  });
}
