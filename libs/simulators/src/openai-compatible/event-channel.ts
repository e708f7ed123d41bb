import { type Channel, type Exchange, isRecord, type Reply } from '../kit/index.js';

/** An answer as server-sent events, the last of which holds what an answer in one piece would. */
export class EventChannel implements Channel {
  private begun = false;

  /** `last`: the name of the event that ends it. */
  constructor(
    private readonly exchange: Exchange,
    private readonly last: string,
  ) {}

  /** An event before the last. */
  tell(name: string, facts: object): void {
    this.write(name, Buffer.from(JSON.stringify({ type: name, ...facts })));
  }

  whole(answer: Buffer): void {
    this.write(this.last, answer);
    this.exchange.end();
  }

  half(answer: Buffer): void {
    this.begin();
    const text = Buffer.from(`event: ${this.last}\ndata: ${answer.toString('latin1')}`, 'latin1');
    this.exchange.write(text.subarray(0, Math.floor(text.byteLength / 2)), () => this.exchange.drop());
  }

  /** Too late for a status. */
  refusal({ body }: Reply): void {
    this.tell('error', isRecord(body) ? body : {});
    this.exchange.end();
  }

  private write(name: string, data: Buffer): void {
    this.begin();
    this.exchange.write(Buffer.concat([Buffer.from(`event: ${name}\ndata: `), data, Buffer.from('\n\n')]));
  }

  private begin(): void {
    if (!this.begun) {
      this.begun = true;
      this.exchange.beginEvents();
    }
  }
}
