import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { isRecord } from '../kit/index.js';
import { type WebSocket, WebSocketServer } from 'ws';

/** Kinds of binary frames. */
const PREVIEW = 1;
const PREVIEW_WITH_FACTS = 4;
/** In a preview frame without facts: a PNG. */
const PNG = 2;

interface Client {
  readonly socket: WebSocket;
  /** It said that it understands previews with facts. */
  knowsFacts: boolean;
}

/** The sockets of the server's clients, each by the id the client gave. */
export class Sockets {
  private readonly server = new WebSocketServer({ noServer: true });
  private readonly clients = new Map<string, Client>();

  /** @param greet what the client is told first */
  connect(request: IncomingMessage, socket: Duplex, head: Buffer, greet: (clientId: string) => void): void {
    const url = new URL(request.url ?? '/', 'http://simulator');
    const clientId = url.searchParams.get('clientId') ?? '';
    if (url.pathname !== '/ws' || clientId === '') {
      socket.destroy();
      return;
    }
    this.server.handleUpgrade(request, socket, head, (ready) => {
      const client: Client = { socket: ready, knowsFacts: false };
      this.clients.set(clientId, client);
      ready.on('message', (data) => {
        client.knowsFacts = asksForFacts(data) || client.knowsFacts;
      });
      ready.on('close', () => {
        if (this.clients.get(clientId) === client) {
          this.clients.delete(clientId);
        }
      });
      greet(clientId);
    });
  }

  tell(clientId: string, type: string, data: object): void {
    this.clients.get(clientId)?.socket.send(JSON.stringify({ type, data }));
  }

  /** With facts for clients that asked for them. */
  show(clientId: string, picture: Buffer, facts: object): void {
    const client = this.clients.get(clientId);
    const text = Buffer.from(JSON.stringify(facts));
    client?.socket.send(
      client.knowsFacts
        ? Buffer.concat([word(PREVIEW_WITH_FACTS), word(text.byteLength), text, picture])
        : Buffer.concat([word(PREVIEW), word(PNG), picture]),
    );
  }

  /** Breaks every connection. */
  breakAll(): void {
    this.clients.forEach(({ socket }) => socket.terminate());
  }
}

function word(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(value);
  return bytes;
}

function asksForFacts(data: unknown): boolean {
  try {
    const message: unknown = JSON.parse(String(data));
    const features = isRecord(message) && message['type'] === 'feature_flags' ? message['data'] : null;
    return isRecord(features) && features['supports_preview_metadata'] === true;
  } catch {
    return false;
  }
}
