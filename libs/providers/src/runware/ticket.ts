import type { Degradation } from '@fusionbridge/core';

/** All that is needed to find a task again after a restart. */
export interface RunwareTicket {
  /** The id that the bridge gave it: `taskUUID`. */
  readonly task: string;
  /** Number of requested pictures. */
  readonly count: number;
  /** Runware acknowledged the task. */
  readonly confirmed: boolean;
  /** LoRAs that could not be uploaded. */
  readonly withoutLoras: readonly Degradation[];
}

/** One line that people can read: `0f5b…?count=1&confirmed=yes`. */
export function writeTicket({ task, count, confirmed, withoutLoras }: RunwareTicket): string {
  const facts = new URLSearchParams({ count: String(count), ...(confirmed ? { confirmed: 'yes' } : {}) });
  for (const { asked, why } of withoutLoras) {
    facts.append('without', asked);
    facts.append('why', why);
  }
  return `${task}?${facts.toString()}`;
}

/** A bare task id is a ticket too, for one picture. */
export function readTicket(text: string): RunwareTicket {
  const [task = '', ...query] = text.split('?');
  const facts = new URLSearchParams(query.join('?'));
  const reasons = facts.getAll('why');
  return {
    task,
    count: Math.max(1, Number.parseInt(facts.get('count') ?? '1', 10) || 1),
    confirmed: facts.has('confirmed'),
    withoutLoras: facts.getAll('without').map((asked, index) => ({
      field: 'loras',
      asked,
      given: 'dropped',
      why: reasons[index] ?? '',
    })),
  };
}
