import type { Exchange, Order } from '../kit/index.js';
import { EventChannel } from './event-channel.js';

/** What the events of an order tell. */
interface Telling {
  /** What the names of its events begin with. */
  readonly about: 'image_generation' | 'image_edit';
  /** Unfinished pictures before the last. */
  readonly partials: number;
  sketch(index: number): Promise<Buffer>;
  /** What stands in every event. */
  readonly facts: object;
  /** What stands beside the finished picture. */
  readonly extras: object;
}

/** The same order, answered with events: half-painted pictures, then the one that was ordered. */
export function inEvents(order: Order, exchange: Exchange, telling: Telling): Order {
  const { about, partials, facts, extras } = telling;
  const last = `${about}.completed`;
  const channel = new EventChannel(exchange, last);
  return {
    ...order,
    channel,
    paint: async (pace) => {
      for (let index = 0; index < partials; index += 1) {
        const sketch = await telling.sketch(index);
        const event = { ...facts, b64_json: sketch.toString('base64'), partial_image_index: index };
        channel.tell(`${about}.partial_image`, event);
      }
      return order.paint(pace);
    },
    answer: ([picture]) => ({ type: last, ...facts, b64_json: picture?.toString('base64'), ...extras }),
  };
}
