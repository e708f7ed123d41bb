import type { Desk } from './desk.js';
import type { Exchange, Reply } from './exchange.js';
import { type Fault, isRefusal, type Refusal } from './faults.js';
import { spoilt } from './spoilt.js';

const BAD_GATEWAY_PAGE = Buffer.from('<html><head><title>502 Bad Gateway</title></head></html>');

/** Faults of JSON, with vendors of bare pictures too. */
const WRONG_JSON: ReadonlySet<Fault | null> = new Set(['wrong_json', 'other_json']);

/** How a vendor says no; a refusal that is missing does not exist there. */
export type Voices = Partial<Record<Refusal, Reply>>;

/** What painting may wait on. */
export interface Pace {
  /** To be awaited in the middle of the work: slow and hanging vendors stop here. */
  halfWay(): Promise<void>;
}

/** How an answer travels. */
export interface Channel {
  whole(answer: Buffer): void;
  /** The connection breaks in the middle. */
  half(answer: Buffer): void;
  refusal(reply: Reply): void;
}

/** An answer that is a picture itself and not JSON about it. */
export class BarePicture {
  constructor(
    readonly contentType: string,
    readonly bytes: Buffer,
  ) {}
}

/** One order for pictures. */
export interface Order {
  /** In one piece unless given. */
  readonly channel?: Channel;
  /** What the vendor says in place of the pictures once it has seen them; it sends a bill all the same. */
  readonly regret?: Reply | null;
  readonly size: { readonly width: number; readonly height: number };
  paint(pace: Pace): Promise<readonly Buffer[]>;
  /** JSON, or a `BarePicture`. */
  answer(pictures: readonly Buffer[]): unknown;
}

/**
 * Takes an order from its arrival to its answer, or to where the ordered fault ends it.
 * @param check what the vendor finds wrong with the request, or the order it makes of it
 */
export async function sell(
  desk: Desk,
  exchange: Exchange,
  voices: Voices,
  check: () => Promise<Order | Reply>,
): Promise<void> {
  desk.counters.submissions += 1;
  const fault = desk.faults.take();
  if (isRefusal(fault)) {
    exchange.reply(voices[fault] ?? { status: 500, body: { detail: `this vendor has no ${fault}` } });
    return;
  }
  if (endsBeforeWork(desk, fault, exchange)) {
    return;
  }
  const order = await check();
  if ('status' in order) {
    exchange.reply(order);
    return;
  }
  await deliver(desk, exchange, order, fault);
}

/** Whether the fault ends the request before the vendor takes it. */
export function endsBeforeWork(desk: Desk, fault: Fault | null, exchange: Exchange): boolean {
  if (fault === 'redirect') {
    exchange.redirect(desk.privateAddress);
  } else if (fault === 'bad_gateway') {
    exchange.bytes(502, 'text/html', BAD_GATEWAY_PAGE);
  } else {
    return fault === 'hang_before_accept';
  }
  return true;
}

async function deliver(desk: Desk, exchange: Exchange, order: Order, fault: Fault | null): Promise<void> {
  const painted = await order.paint({
    halfWay: async () => {
      await desk.work(exchange.request);
      if (fault === 'slow' || fault === 'hang_after_accept') {
        await desk.gate.pass(fault === 'slow' ? desk.slowMs : null);
      }
    },
  });
  if (fault === 'drop_after_accept') {
    exchange.drop();
    return;
  }
  if (fault === 'hang_after_accept') {
    return;
  }
  const { size } = order;
  const handed = await spoilt(painted, { fault, size, privateAddress: desk.privateAddress });
  const { bytes, contentType } = inBytes(fault, order.answer(handed));
  const channel = order.channel ?? inOnePiece(exchange, contentType);
  if (order.regret !== undefined && order.regret !== null) {
    channel.refusal(order.regret);
    return;
  }
  if (fault === 'break_off') {
    channel.half(bytes);
    return;
  }
  channel.whole(bytes);
  if (await exchange.left()) {
    desk.counters.deliveries += 1;
  }
}

/** The answer as the fault leaves it, and what it says that it is. */
function inBytes(fault: Fault | null, answer: unknown): { bytes: Buffer; contentType: string } {
  return answer instanceof BarePicture && !WRONG_JSON.has(fault)
    ? answer
    : { bytes: answerWith(fault, answer), contentType: 'application/json' };
}

function inOnePiece(exchange: Exchange, contentType: string): Channel {
  return {
    whole: (answer) => exchange.bytes(200, contentType, answer),
    half: (answer) => exchange.breakOff(answer, contentType),
    refusal: (reply) => exchange.reply(reply),
  };
}

/** JSON as the fault leaves it. */
export function answerWith(fault: Fault | null, answer: unknown): Buffer {
  const text = Buffer.from(JSON.stringify(fault === 'other_json' ? { result: 'done' } : answer));
  return fault === 'wrong_json' ? text.subarray(0, text.byteLength - 2) : text;
}
