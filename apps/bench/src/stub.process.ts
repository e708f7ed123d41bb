/**
 * The upstream that every target stands in front of: an OpenAI images server that answers at once, or after a
 * delay, from memory. Everything is in its paths: `/<payload>/<b64|url>/<delay ms>/v1/images/generations`.
 * Started with a folder that holds one picture file per payload; prints its port.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { join } from 'node:path';
import { printPort } from './print-port.js';

interface Prepared {
  readonly picture: Buffer;
  readonly b64Answer: Buffer;
}

const folder = process.argv[2] ?? '.';
const prepared = new Map(
  readdirSync(folder).map((file) => [file, prepare(readFileSync(join(folder, file)))]),
);

function prepare(picture: Buffer): Prepared {
  return {
    picture,
    b64Answer: Buffer.from(JSON.stringify({ created: 1, data: [{ b64_json: picture.toString('base64') }] })),
  };
}

const server = createServer((request, response) => {
  const [, payload = '', form = '', delay = ''] = (request.url ?? '').split('/');
  const entry = prepared.get(payload);
  if (entry === undefined) {
    send(response, 404, 'application/json', Buffer.from('{"error":{"message":"no such payload"}}'));
  } else if (form === 'picture') {
    send(response, 200, 'image/png', entry.picture);
  } else {
    request.resume();
    request.once('end', () => {
      setTimeout(
        () => send(response, 200, 'application/json', answerTo(request, form, entry)),
        Number(delay),
      );
    });
  }
});

function answerTo(request: IncomingMessage, form: string, entry: Prepared): Buffer {
  if (form === 'b64') {
    return entry.b64Answer;
  }
  const [, payload = ''] = (request.url ?? '').split('/');
  const url = `http://${request.headers.host}/${payload}/picture`;
  return Buffer.from(JSON.stringify({ created: 1, data: [{ url }] }));
}

function send(response: ServerResponse, status: number, mediaType: string, body: Buffer): void {
  response.writeHead(status, { 'content-type': mediaType, 'content-length': body.length });
  response.end(body);
}

server.keepAliveTimeout = 120_000;
server.listen({ port: 0, host: '127.0.0.1', backlog: 4096 }, () => printPort(server));
