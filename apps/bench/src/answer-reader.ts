/** What was read of one answer. */
export interface ReadAnswer {
  readonly status: number;
  readonly bodyBytes: number;
  /** How the body begins, as far as it came in one piece: says what went wrong. */
  readonly beginning: string;
}

const BEGINNING_BYTES = 300;

const HEAD_END = '\r\n\r\n';
const LINE_END = '\r\n';

/**
 * Reads HTTP/1.1 answers off a socket and counts their bytes without keeping them, so that the measuring costs
 * little beside what is measured. One answer at a time, as on a connection without pipelining.
 */
export class AnswerReader {
  private pending: Buffer = Buffer.alloc(0);
  private status = 0;
  private bodyBytes = 0;
  private beginning = '';
  /** Bytes of the body, or of the present chunk with its line end, that are still to come; null while in text. */
  private remaining: number | null = null;
  private isChunked = false;
  private inHead = true;

  /** Takes what arrived; the answer when it is complete. */
  push(arrived: Buffer): ReadAnswer | null {
    let rest = this.pending.length === 0 ? arrived : Buffer.concat([this.pending, arrived]);
    this.pending = Buffer.alloc(0);
    while (rest.length > 0) {
      if (this.remaining !== null) {
        const taken = Math.min(rest.length, this.remaining);
        if (this.bodyBytes === 0) {
          this.beginning = rest.toString('latin1', 0, Math.min(taken, BEGINNING_BYTES));
        }
        this.bodyBytes += taken;
        this.remaining -= taken;
        rest = rest.subarray(taken);
        if (this.remaining > 0) {
          return null;
        }
        if (!this.isChunked) {
          return this.complete();
        }
        this.remaining = null;
        continue;
      }
      const end = rest.indexOf(this.inHead ? HEAD_END : LINE_END);
      if (end === -1) {
        this.pending = rest;
        return null;
      }
      const text = rest.toString('latin1', 0, end);
      rest = rest.subarray(end + (this.inHead ? HEAD_END : LINE_END).length);
      if (this.inHead ? this.readHead(text) : this.readChunkSize(text)) {
        return this.complete();
      }
    }
    return null;
  }

  /** True when there is no body. */
  private readHead(head: string): boolean {
    this.inHead = false;
    this.status = Number(head.slice(9, 12));
    this.isChunked = /\r\ntransfer-encoding: *chunked/i.test(head);
    if (!this.isChunked) {
      this.remaining = Number(/\r\ncontent-length: *(\d+)/i.exec(head)?.[1] ?? 0);
    }
    return this.remaining === 0;
  }

  /** True after the last chunk's empty line. */
  private readChunkSize(line: string): boolean {
    if (line === '') {
      return true;
    }
    const size = Number.parseInt(line, 16);
    if (size > 0) {
      this.remaining = size + LINE_END.length;
    }
    return false;
  }

  private complete(): ReadAnswer {
    const answer = { status: this.status, bodyBytes: this.bodyBytes, beginning: this.beginning };
    this.inHead = true;
    this.isChunked = false;
    this.remaining = null;
    this.bodyBytes = 0;
    this.beginning = '';
    return answer;
  }
}
