import type { Desk } from './desk.js';
import type { Exchange } from './exchange.js';
import type { SimulatorState } from './counters.js';
import { FAULTS, isFault, isRefusal } from './faults.js';
import type { Voices } from './sale.js';

export function stateOf(desk: Desk): SimulatorState {
  const { submissions, charges, deliveries, cancellations } = desk.counters;
  return { submissions, charges, deliveries, cancellations, requests: desk.requests.length };
}

/**
 * Answers `/__simulator/…`: `GET state`, `POST fault {fault, times}`, `POST release`, `POST reset`.
 * @returns false for any other path
 */
export function control(desk: Desk, exchange: Exchange, voices: Voices): boolean {
  switch (`${exchange.request.method} ${exchange.url.pathname}`) {
    case 'GET /__simulator/state':
      exchange.reply({ status: 200, body: stateOf(desk) });
      return true;
    case 'POST /__simulator/fault':
      orderFault(desk, exchange, voices);
      return true;
    case 'POST /__simulator/release':
      desk.gate.open();
      exchange.reply({ status: 200, body: stateOf(desk) });
      return true;
    case 'POST /__simulator/reset':
      desk.reset();
      exchange.reply({ status: 200, body: stateOf(desk) });
      return true;
    default:
      return false;
  }
}

function orderFault(desk: Desk, exchange: Exchange, voices: Voices): void {
  const { fault, times = 1 } = exchange.fields();
  if (!isFault(fault) || (isRefusal(fault) && voices[fault] === undefined) || typeof times !== 'number') {
    exchange.reply({ status: 400, body: { error: 'fault: one of these, times: a number', faults: FAULTS } });
    return;
  }
  desk.faults.order(fault, times);
  exchange.reply({ status: 200, body: { fault, times } });
}
