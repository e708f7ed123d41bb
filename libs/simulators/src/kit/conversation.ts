import type { Desk } from './desk.js';
import type { Exchange, Reply } from './exchange.js';
import { type Fault, isRefusal } from './faults.js';
import { answerWith, endsBeforeWork, type Voices } from './sale.js';

/** What a language service answers: all at once, or event by event. */
export type Spoken = { readonly whole: unknown } | { readonly events: readonly string[] };

/**
 * Takes a question from its arrival to its answer, or to where the ordered fault ends it.
 * @param check what the service finds wrong with the question, or what it says to it
 */
export async function converse(
  desk: Desk,
  exchange: Exchange,
  voices: Voices,
  check: () => Spoken | Reply,
): Promise<void> {
  desk.counters.submissions += 1;
  const fault = desk.faults.take();
  if (isRefusal(fault)) {
    exchange.reply(voices[fault] ?? { status: 500, body: { detail: `this service has no ${fault}` } });
    return;
  }
  if (endsBeforeWork(desk, fault, exchange)) {
    return;
  }
  const spoken = check();
  if ('status' in spoken) {
    exchange.reply(spoken);
    return;
  }
  desk.counters.charge();
  if (fault === 'hang_after_accept') {
    return;
  }
  if (fault === 'drop_after_accept') {
    exchange.drop();
  } else if ('events' in spoken) {
    await tell(desk, exchange, spoken.events, fault);
  } else {
    await say(desk, exchange, spoken.whole, fault);
  }
}

async function say(desk: Desk, exchange: Exchange, whole: unknown, fault: Fault | null): Promise<void> {
  const left = count(desk, exchange);
  if (fault === 'slow') {
    await desk.gate.pass(desk.slowMs);
  }
  const answer = answerWith(fault, whole);
  if (fault === 'break_off') {
    exchange.breakOff(answer);
    return;
  }
  exchange.bytes(200, 'application/json', answer);
  await left;
}

/** Faults strike in the middle of the stream. */
async function tell(
  desk: Desk,
  exchange: Exchange,
  events: readonly string[],
  fault: Fault | null,
): Promise<void> {
  if (fault === 'other_json') {
    await say(desk, exchange, {}, fault);
    return;
  }
  const left = count(desk, exchange);
  const middle = Math.ceil(events.length / 2);
  exchange.beginEvents();
  exchange.write(Buffer.from(events.slice(0, middle).join('')));
  if (fault === 'break_off') {
    exchange.write(Buffer.from('data: {"id":'), () => exchange.drop());
    return;
  }
  if (fault === 'slow') {
    await desk.gate.pass(desk.slowMs);
  }
  if (fault === 'wrong_json') {
    exchange.write(Buffer.from('data: {"id":\n\n'));
  }
  exchange.write(Buffer.from(events.slice(middle).join('')));
  exchange.end();
  await left;
}

/** Whether the client took the whole answer. */
async function count({ counters }: Desk, exchange: Exchange): Promise<void> {
  if (await exchange.left()) {
    counters.deliveries += 1;
  } else {
    counters.cancellations += 1;
  }
}
