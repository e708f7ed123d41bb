import { randomUUID } from 'node:crypto';
import { ArrivingBase64 } from './arriving-base64.js';
import { type CutJson, cutBase64, type ParseJson, type ReadingBounds, SHORTEST_CUT } from './cut-base64.js';
import { base64ByteLength, dataHeadOf } from './decode-base64.js';
import { unfinishedText } from './json-literals.js';

const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const NOTHING = Buffer.alloc(0);
/** A document with more texts is a long list, and searching it for pictures as it arrives would take seconds. */
const MOST_TEXTS = 20_000;

/** A picture that is arriving, and the text before its base64 from the quote on. */
interface OpenCut {
  readonly opening: Buffer;
  readonly picture: ArrivingBase64;
}

/**
 * `cutBase64` for a document that is still arriving: decodes pictures piece by piece, so that their base64 is never in
 * memory as a whole. In case of doubt it restores the original text and leaves it to `cutBase64`.
 */
export class Base64Cutter {
  private readonly nonce = `cut:${randomUUID().replaceAll('-', '')}:`;
  private readonly cuts = new Map<string, Buffer>();
  private readonly pieces: Buffer[] = [];
  /** Beginning of a text, from its quote on, too short to decide. */
  private begun = NOTHING;
  private open: OpenCut | null = null;
  private room: Buffer | null = null;
  private cutsPictures: boolean;
  private texts = 0;

  /**
   * @param announced Length of the document according to the sender, a hint. Without it the document is only buffered.
   * @param parse As for `cutBase64`
   */
  constructor(
    private readonly announced: number | null,
    private readonly parse?: ParseJson,
  ) {
    this.cutsPictures = announced !== null && announced > SHORTEST_CUT;
  }

  /** Takes the next bytes. Only those outside pictures are kept. */
  push(chunk: Buffer): void {
    const rest = this.open === null ? chunk : this.continued(this.open, chunk);
    if (!this.cutsPictures) {
      this.pieces.push(rest);
    } else if (rest.length > 0) {
      this.outside(this.begun.length === 0 ? rest : Buffer.concat([this.begun, rest]));
    }
  }

  /**
   * Must be called after the last bytes. An empty document counts as `null`.
   * @throws SyntaxError if the document is not valid JSON; JsonTooLarge
   */
  end(bounds: ReadingBounds = {}): CutJson {
    if (this.open !== null) {
      this.giveUp(this.open);
    }
    const document = Buffer.concat([...this.pieces, this.begun]);
    const cut = cutBase64(document.length === 0 ? Buffer.from('null') : document, bounds, this.parse);
    return { value: cut.value, bytesOf: (text) => this.cuts.get(text) ?? cut.bytesOf(text) };
  }

  private outside(bytes: Buffer): void {
    const { start, textsBefore } = unfinishedText(bytes);
    const text = bytes.subarray(start);
    this.begun = NOTHING;
    this.texts += textsBefore;
    if (this.texts > MOST_TEXTS) {
      this.pieces.push(bytes);
      this.cutsPictures = false;
      return;
    }
    this.pieces.push(bytes.subarray(0, start));
    if (text.length > SHORTEST_CUT) {
      this.begin(text);
    } else {
      this.begun = Buffer.from(text);
    }
  }

  private begin(text: Buffer): void {
    const bodyAt = 1 + dataHeadOf(text.subarray(1));
    const opening = Buffer.from(text.subarray(0, bodyAt));
    this.room ??= Buffer.allocUnsafeSlow(base64ByteLength(this.announced ?? 0));
    const open = { opening, picture: new ArrivingBase64(this.room) };
    const body = text.subarray(bodyAt);
    if (opening.includes(BACKSLASH)) {
      this.giveUp(open);
      this.pieces.push(body);
    } else {
      this.open = open;
      this.pieces.push(this.continued(open, body));
    }
  }

  /** Text after a picture, or text that turned out not to be base64. */
  private continued(open: OpenCut, chunk: Buffer): Buffer {
    const close = chunk.indexOf(QUOTE);
    const end = close === -1 ? chunk.length : close;
    if (!open.picture.take(chunk.subarray(0, end))) {
      this.giveUp(open);
      return chunk;
    }
    if (close === -1) {
      return NOTHING;
    }
    const bytes = open.picture.end();
    if (bytes === null) {
      this.giveUp(open);
      return chunk.subarray(close);
    }
    this.close(bytes);
    return chunk.subarray(close + 1);
  }

  private close(bytes: Buffer): void {
    const placeholder = `${this.nonce}${this.cuts.size}`;
    this.cuts.set(placeholder, bytes);
    this.pieces.push(Buffer.from(`"${placeholder}"`, 'latin1'));
    this.room = this.room?.subarray(bytes.length) ?? null;
    this.open = null;
  }

  private giveUp({ opening, picture }: OpenCut): void {
    this.pieces.push(opening, picture.text());
    this.open = null;
    this.cutsPictures = false;
  }
}
