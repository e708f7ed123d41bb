import { createServer, type IncomingMessage, request as httpRequest, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import express, { type Response } from 'express';

/** A server of one route, whose answer each test writes anew. */
export class TestServer {
  answering: (response: Response) => void = (response) => void response.end();
  private readonly server: Server;

  constructor() {
    const app = express();
    app.get('/', (_request, response) => this.answering(response));
    this.server = createServer(app);
  }

  async start(): Promise<void> {
    await new Promise<void>((resolve) => this.server.listen(0, '127.0.0.1', resolve));
  }

  close(): void {
    this.server.closeAllConnections();
    this.server.close();
  }

  /** Asks over a connection of its own. */
  get(): Promise<IncomingMessage> {
    const address: AddressInfo | string | null = this.server.address();
    const port = typeof address === 'object' && address !== null ? address.port : 0;
    return new Promise((resolve, reject) => {
      httpRequest({ port, host: '127.0.0.1', agent: false }, resolve).once('error', reject).end();
    });
  }
}
