/** A form written by hand, for what no library writes. */
export class RawForm {
  private readonly pieces: (string | Buffer)[] = [];

  constructor(private readonly boundary = 'b') {}

  get type(): string {
    return `multipart/form-data; boundary=${this.boundary}`;
  }

  text(name: string, text: string): this {
    return this.part(`content-disposition: form-data; name="${name}"`, text);
  }

  file(name: string, bytes: Buffer, fileName = 'blob'): this {
    return this.part(`content-disposition: form-data; name="${name}"; filename="${fileName}"`, bytes);
  }

  /** @param head Its header lines, with CR LF between them */
  part(head: string, content: string | Buffer): this {
    this.pieces.push(`--${this.boundary}\r\n${head}\r\n\r\n`, content, '\r\n');
    return this;
  }

  /** What stands between parts and belongs to none. */
  raw(content: string | Buffer): this {
    this.pieces.push(content);
    return this;
  }

  /** @param isWhole Ends with the final boundary */
  bytes(isWhole = true): Uint8Array<ArrayBuffer> {
    const end = isWhole ? [`--${this.boundary}--\r\n`] : [];
    return new Uint8Array(Buffer.concat([...this.pieces, ...end].map((piece) => Buffer.from(piece))));
  }
}
