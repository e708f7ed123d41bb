import fc from 'fast-check';
import { AnswerReader, type ReadAnswer } from './answer-reader.js';

const PLAIN = 'HTTP/1.1 200 OK\r\ncontent-type: text/plain\r\ncontent-length: 11\r\n\r\nhello world';
const CHUNKED =
  'HTTP/1.1 503 No\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\nA\r\n wide worl\r\n0\r\n\r\n';
const EMPTY = 'HTTP/1.1 204 Nothing\r\ncontent-length: 0\r\n\r\n';

describe(AnswerReader.name, () => {
  it.each([
    ['a length', PLAIN, { status: 200, bodyBytes: 11, beginning: 'hello world' }],
    ['no body', EMPTY, { status: 204, bodyBytes: 0, beginning: '' }],
  ])('reads an answer with %s', (_, text, expected) => {
    expect(new AnswerReader().push(Buffer.from(text))).toEqual(expected);
  });

  it('is not done before the last byte', () => {
    const reader = new AnswerReader();
    expect(reader.push(Buffer.from(PLAIN.slice(0, -1)))).toBeNull();
    expect(reader.push(Buffer.from(PLAIN.slice(-1)))).toMatchObject({ status: 200, bodyBytes: 11 });
  });

  it('reads one answer after the other, however they are cut', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 20 }), { minLength: 1 }), (lengths) => {
        const reader = new AnswerReader();
        const answers = [PLAIN, CHUNKED, EMPTY, PLAIN].map((text) => readInPieces(reader, text, lengths));
        expect(answers.map((answer) => answer?.status)).toEqual([200, 503, 204, 200]);
      }),
    );
  });
});

/** Hands the text over in pieces of these lengths, again and again. */
function readInPieces(reader: AnswerReader, text: string, lengths: readonly number[]): ReadAnswer | null {
  const bytes = Buffer.from(text);
  for (let at = 0, piece = 0; at < bytes.length; piece += 1) {
    const length = lengths[piece % lengths.length] ?? 1;
    const answer = reader.push(bytes.subarray(at, at + length));
    if (answer !== null) {
      return answer;
    }
    at += length;
  }
  return null;
}
