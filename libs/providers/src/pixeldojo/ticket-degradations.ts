import { type Degradation, tryParseJson } from '@fusionbridge/core';
import { z } from 'zod';

const WITHOUT = 'without';
const Cut = z.tuple([z.string(), z.string(), z.string(), z.string()]);

/**
 * A ticket that also holds what was dropped after planning, so that it is reported with the pictures even after a restart.
 */
export function withDegradations(ticket: string, cuts: readonly Degradation[]): string {
  const facts = new URLSearchParams();
  cuts.forEach(({ field, asked, given, why }) => {
    facts.append(WITHOUT, JSON.stringify([field, asked, given, why]));
  });
  const joint = ticket.includes('?') ? '&' : '?';
  return cuts.length === 0 ? ticket : `${ticket}${joint}${facts.toString()}`;
}

export function degradationsIn(ticket: string): Degradation[] {
  const facts = new URLSearchParams(ticket.split('?', 2)[1] ?? '');
  return facts.getAll(WITHOUT).flatMap((text) => {
    const cut = Cut.safeParse(tryParseJson(text));
    if (!cut.success) {
      return [];
    }
    const [field, asked, given, why] = cut.data;
    return [{ field, asked, given, why }];
  });
}
