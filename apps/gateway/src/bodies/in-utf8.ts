import { isAscii, isUtf8 } from 'node:buffer';
import { BadRequestException, PayloadTooLargeException, UnsupportedMediaTypeException } from '@nestjs/common';

/** Decoding blocks the event loop; bodies with pictures are UTF-8 and need none. */
const MOST_DECODED = 16 * 1024 * 1024;
const MEBIBYTE = 1024 * 1024;
const CHARSET = /;\s*charset\s*=\s*"?([^\s;"]{1,40})/i;
const UTF_8 = /^utf-?8$/i;

/**
 * Converts a body to UTF-8 from the charset of its content type. Never guesses: a wrong guess would be generated, and
 * charged.
 * @throws HttpException 400 for bytes that are invalid in the charset, 413 for a large body in another charset, 415 for
 * an unknown charset
 */
export function inUtf8(raw: Buffer, contentType: string): Buffer {
  const named = CHARSET.exec(contentType)?.[1] ?? 'utf-8';
  if (isAscii(raw) && !/^utf-?(?:16|32)/i.test(named)) {
    return raw;
  }
  return UTF_8.test(named) ? refusingOthers(raw) : decoded(raw, named);
}

function refusingOthers(raw: Buffer): Buffer {
  if (!isUtf8(raw)) {
    throw new BadRequestException(
      'The body is not UTF-8. Send it as UTF-8, or name its charset: content-type: application/json; charset=iso-8859-1',
    );
  }
  return raw;
}

function decoded(raw: Buffer, charset: string): Buffer {
  const decoder = decoderFor(charset);
  if (raw.length > MOST_DECODED) {
    throw new PayloadTooLargeException(
      `Bodies in '${charset}' may have ${MOST_DECODED / MEBIBYTE} MiB. Send larger ones as UTF-8.`,
    );
  }
  try {
    return Buffer.from(decoder.decode(raw));
  } catch {
    throw new BadRequestException(
      `The body is not in '${charset}', as its content type says. Send it as UTF-8.`,
    );
  }
}

function decoderFor(charset: string): { decode(bytes: Buffer): string } {
  try {
    return new TextDecoder(charset, { fatal: true });
  } catch {
    throw new UnsupportedMediaTypeException(`The charset '${charset}' is not known. Send the body as UTF-8.`);
  }
}
