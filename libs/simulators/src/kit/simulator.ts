import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Duplex } from 'node:stream';
import { control, stateOf } from './controls.js';
import type { SimulatorState } from './counters.js';
import { Desk, type DeskPace } from './desk.js';
import { Exchange, type RecordedRequest, recorded } from './exchange.js';
import { type Fault, isRefusal } from './faults.js';
import type { Voices } from './sale.js';

/** What makes a simulator this vendor's. */
export interface Vendor {
  readonly voices: Voices;
  /** Answers one request; everything about it, refusals of unknown paths included. */
  handle(exchange: Exchange): Promise<void> | void;
  /** Takes a connection that is to become a WebSocket; without this there is none. */
  connect?(request: IncomingMessage, socket: Duplex, head: Buffer): void;
  /** Ends what would keep the server open. */
  close?(): void;
}

export interface SimulatorOptions {
  /** 0 takes any free port. */
  readonly port?: number;
  /** How long the fault `slow` lasts unless it is released. */
  readonly slowMs?: number;
  /** Where faults lead that hand over or redirect to a private address; that of a cloud's credentials unless given. */
  readonly privateAddress?: string;
  /** Without it everything is done as soon as it can be. */
  readonly pace?: DeskPace;
}

/** A vendor on loopback. */
export interface Simulator {
  /** `http://127.0.0.1:<port>` */
  readonly url: string;
  /** Every request since the start or the last reset, `/__simulator` ones aside. */
  readonly requests: readonly RecordedRequest[];
  /** Those of them that were charged for. */
  readonly charged: readonly RecordedRequest[];
  state(): SimulatorState;
  /** The next `times` submissions (default 1) go wrong so; with `Infinity` all until the next reset. @throws Error where the vendor has no such fault */
  fault(fault: Fault, times?: number): void;
  /** Ends the fault `slow`. */
  release(): void;
  /** Resolves when the vendor has started to work on `orders` orders since the start or the last reset. */
  working(orders: number): Promise<void>;
  reset(): void;
  close(): Promise<void>;
}

const KEEP_ALIVE_MS = 60_000;

/** Starts a vendor on 127.0.0.1. `open` makes it from the desk and the address it listens on. */
export async function startSimulator(
  options: SimulatorOptions,
  open: (desk: Desk, url: string) => Vendor,
): Promise<Simulator> {
  const desk = new Desk(options.slowMs, options.privateAddress, options.pace);
  let vendor: Vendor = { voices: {}, handle: () => undefined };
  const server = createServer((request, response) => {
    recorded(request)
      .then((complete) => answered(desk, vendor, new Exchange(complete, response)))
      .catch(() => response.destroy());
  });
  // On a busy machine more than Node's 5 s pass between two calls, and a call on a closing connection is lost.
  server.keepAliveTimeout = KEEP_ALIVE_MS;
  server.on('upgrade', (request, socket, head) => {
    if (vendor.connect === undefined) {
      socket.destroy();
    } else {
      vendor.connect(request, socket, head);
    }
  });
  const url = await listening(server, options.port ?? 0);
  vendor = open(desk, url);
  return {
    url,
    requests: desk.requests,
    charged: desk.charged,
    state: () => stateOf(desk),
    fault: (fault, times) => {
      if (isRefusal(fault) && vendor.voices[fault] === undefined) {
        throw new Error(`This vendor has no ${fault}.`);
      }
      desk.faults.order(fault, times);
    },
    release: () => desk.gate.open(),
    working: (orders) => desk.counters.reached(orders),
    reset: () => desk.reset(),
    close: async () => {
      desk.gate.open();
      vendor.close?.();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

async function answered(desk: Desk, vendor: Vendor, exchange: Exchange): Promise<void> {
  if (control(desk, exchange, vendor.voices)) {
    return;
  }
  desk.requests.push(exchange.request);
  await desk.arrival();
  await vendor.handle(exchange);
}

async function listening(server: Server, port: number): Promise<string> {
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', resolve);
  });
  const address: AddressInfo | string | null = server.address();
  if (address === null || typeof address === 'string') {
    throw new Error('The simulator listens on no port.');
  }
  return `http://127.0.0.1:${address.port}`;
}
