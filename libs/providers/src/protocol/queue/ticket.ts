/** All that is needed to find a task again after a restart. */
export interface Ticket {
  /** The vendor's id of the task, or the path of it. */
  readonly task: string;
  /** The seed that was sent; vendors do not always tell it again. */
  readonly seed: number | null;
  /** By the price list at the time of the request. */
  readonly usd: number | null;
  /** US dollars for each unit that the vendor bills, where it tells how many it billed. */
  readonly rate?: number | undefined;
}

/** One line that people can read: `fal-ai/flux-lora/requests/764c?seed=7&usd=0.035`. */
export function writeTicket({ task, seed, usd, rate }: Ticket): string {
  const facts = new URLSearchParams();
  if (seed !== null) {
    facts.set('seed', String(seed));
  }
  if (usd !== null) {
    facts.set('usd', String(usd));
  }
  if (rate !== undefined) {
    facts.set('rate', String(rate));
  }
  return facts.size === 0 ? task : `${task}?${facts.toString()}`;
}

/** A bare task id is a ticket too. */
export function readTicket(text: string): Ticket {
  const [task = '', query = ''] = text.split('?', 2);
  const facts = new URLSearchParams(query);
  const rate = numberIn(facts, 'rate');
  return {
    task,
    seed: numberIn(facts, 'seed'),
    usd: numberIn(facts, 'usd'),
    ...(rate === null ? {} : { rate }),
  };
}

function numberIn(facts: URLSearchParams, name: string): number | null {
  const text = facts.get(name);
  return text !== null && /^[\d.e-]+$/.test(text) && Number.isFinite(Number(text)) ? Number(text) : null;
}
