import type { IncomingMessage } from 'node:http';
import { type BusboyFileStream, type BusboyInstance, Busboy } from '@fastify/busboy';
import { BridgeError } from '@fusionbridge/core';
import { BadRequestException } from '@nestjs/common';
import { ArrivingBytes } from '../arriving-bytes.js';
import { tooLarge } from '../read-body.js';
import { FileTooLarge } from './file-too-large.js';
import type { FormText, ReadForm } from './form.js';
import { ArrivingFile } from './arriving-file.js';
import { ReplacementWatch } from './replacement-watch.js';
import { formDigest } from './form-digest.js';

/** Limits in bytes. */
export interface FormBounds {
  readonly most: number;
  readonly mostInFile: number;
}

/** Sixteen pictures and a mask (contracts/clients.md §4.1). */
const MOST_FILES = 17;
const MOST_TEXTS = 200;
const LONGEST_NAME = 200;
/** More than the longest prompt in any encoding; pictures must be sent as files. */
const LONGEST_TEXT = 256 * 1024;
const MOST_HEADERS = 16;
const LONGEST_HEADERS = 4096;

/** Picture fields: a part without a file name is an error there, not a text. */
const PICTURE_FIELD = /^(images?|mask)(\[|$)/;
const FILE_TYPE = /^(image\/|application\/octet-stream)/;

/**
 * Reads a multipart form, copying its files into memory once. Data over a limit is discarded, but the socket stays open
 * so that the error response can still be written.
 * @param signal Stops the reading, with its reason as the error
 * @throws HttpException 400 for an incomplete form, 413 over a limit; BridgeError `invalid_request` that names a field
 */
export function readForm(
  request: IncomingMessage,
  bounds: FormBounds,
  signal: AbortSignal,
): Promise<ReadForm> {
  return new Promise((resolve, reject) => {
    const parser = parserFor(request, bounds.mostInFile);
    const reading = new FormReading(request, parser, bounds, { resolve, reject });
    signal.addEventListener('abort', () => reading.refuse(signal.reason), { once: true });
    reading.begin();
  });
}

/** Callbacks that settle the reading. */
interface Ends {
  resolve(form: ReadForm): void;
  reject(reason: unknown): void;
}

/** The state of one form while it is received. */
class FormReading {
  private readonly texts: FormText[] = [];
  private readonly files: { readonly field: string; readonly file: ArrivingFile }[] = [];
  private readonly room: ArrivingBytes;
  private readonly replacements = new ReplacementWatch();
  private came = 0;
  private isRefused = false;

  constructor(
    private readonly request: IncomingMessage,
    private readonly parser: BusboyInstance,
    private readonly bounds: FormBounds,
    private readonly ends: Ends,
  ) {
    this.room = new ArrivingBytes(Math.min(lengthOf(request), bounds.most));
  }

  begin(): void {
    const { request, parser, bounds } = this;
    request.once('error', () => this.refuse(new BadRequestException('The form broke off before its end.')));
    if (lengthOf(request) > bounds.most) {
      this.refuse(tooLarge(bounds.most));
      return;
    }
    parser.on('error', (error) => this.refuse(unreadable(error)));
    parser.on('field', (name, text, _cutName, isCut) => this.text(name, text, isCut));
    parser.on('file', (name, stream) => this.file(name, stream));
    parser.on('filesLimit', () => this.refuse(tooMany('image', `${MOST_FILES} files`)));
    parser.on('fieldsLimit', () => this.refuse(tooMany('body', `${MOST_TEXTS} fields`)));
    parser.on('finish', () => this.finish());
    request.on('data', this.count);
    request.pipe(parser);
  }

  private readonly count = (piece: Buffer): void => {
    this.replacements.see(piece);
    this.came += piece.length;
    if (this.came > this.bounds.most) {
      this.refuse(tooLarge(this.bounds.most));
    }
  };

  private text(name: string | undefined, text: string, isCut: boolean): void {
    if (this.isRefused || !this.takesName(name)) {
      return;
    }
    if (isCut) {
      this.refuse(BridgeError.invalid(name, `Invalid '${name}': longer than ${LONGEST_TEXT} bytes.`));
    } else if (this.replacements.isSpoiled(name + text)) {
      this.refuse(
        BridgeError.invalid(
          'body',
          'The form is not UTF-8. Send it as UTF-8, or name the charset of each part.',
        ),
      );
    } else {
      this.texts.push([name, text]);
    }
  }

  private file(name: string | undefined, stream: BusboyFileStream): void {
    stream.on('error', () => stream.resume());
    if (this.isRefused || !this.takesName(name)) {
      stream.resume();
      return;
    }
    const file = new ArrivingFile(this.room);
    this.files.push({ field: name, file });
    stream.on('limit', () => this.refuse(new FileTooLarge(name, this.bounds.mostInFile)));
    stream.on('data', (piece: Buffer) => {
      if (!this.isRefused) {
        file.add(piece);
      }
    });
  }

  private takesName(name: string | undefined): name is string {
    const isName = name !== undefined && name !== '' && Buffer.byteLength(name) <= LONGEST_NAME;
    if (!isName) {
      this.refuse(new BadRequestException('A part of the form has no name, or one too long.'));
    }
    return isName;
  }

  private finish(): void {
    if (!this.isRefused) {
      const { texts } = this;
      const files = this.files.map(({ field, file }) => ({ field, bytes: file.bytes() }));
      this.ends.resolve({ texts, files, digest: () => formDigest(texts, files) });
    }
  }

  refuse(reason: unknown): void {
    if (!this.isRefused) {
      this.isRefused = true;
      this.request.off('data', this.count);
      this.request.unpipe(this.parser);
      this.request.resume();
      this.ends.reject(reason);
    }
  }
}

function parserFor(request: IncomingMessage, mostInFile: number): BusboyInstance {
  const type = request.headers['content-type'] ?? '';
  try {
    return new Busboy({
      headers: { ...request.headers, 'content-type': type },
      isPartAFile: (name = '', contentType = '', fileName) =>
        fileName !== undefined || PICTURE_FIELD.test(name) || FILE_TYPE.test(contentType),
      limits: {
        files: MOST_FILES,
        fields: MOST_TEXTS,
        fieldSize: LONGEST_TEXT,
        fileSize: mostInFile,
        headerPairs: MOST_HEADERS,
        headerSize: LONGEST_HEADERS,
      },
    });
  } catch (error) {
    throw unreadable(error);
  }
}

function lengthOf(request: IncomingMessage): number {
  return Number(request.headers['content-length'] ?? 0);
}

function unreadable(error: unknown): BadRequestException {
  const reason = error instanceof Error ? error.message : 'it cannot be read';
  return new BadRequestException(`The body is no whole multipart form: ${reason}`);
}

function tooMany(field: string, most: string): BridgeError {
  return BridgeError.invalid(field, `Invalid form: it has more than ${most}.`);
}
