import { randomBytes } from 'node:crypto';
import type { Exchange } from './exchange.js';

/**
 * Where a fault has put a picture. `there`: at another address; `behind`: the shelf's own address leads to that one;
 * `nowhere`: the shelf's own address holds nothing.
 */
interface Place {
  readonly is: 'there' | 'behind' | 'nowhere';
  readonly address: string;
}

const ELSEWHERE = new WeakMap<Buffer, Place>();

/** Makes every shelf hand over another place than its own for this picture. */
export function putElsewhere(picture: Buffer, place: Place): void {
  ELSEWHERE.set(picture, place);
}

/** Pictures that a vendor keeps at an address of its own. */
export class PictureShelf {
  private readonly kept = new Map<string, Buffer>();

  constructor(
    private readonly origin: string,
    private readonly folder: string,
  ) {}

  /** Puts a picture there. @returns its address */
  put(picture: Buffer, extension = 'png'): string {
    const place = ELSEWHERE.get(picture);
    if (place?.is === 'there') {
      return place.address;
    }
    const path = `${this.folder}${randomBytes(6).toString('hex')}.${extension}`;
    this.kept.set(path, picture);
    return `${this.origin}${path}`;
  }

  /** Hands out what is at the path of the request, without asking for a key. @returns false where nothing is */
  serve(exchange: Exchange): boolean {
    const { pathname } = exchange.url;
    const picture = exchange.request.method === 'GET' ? this.kept.get(pathname) : undefined;
    if (picture === undefined) {
      return false;
    }
    const place = ELSEWHERE.get(picture);
    if (place !== undefined) {
      setAside(exchange, place);
      return true;
    }
    const format = pathname.slice(pathname.lastIndexOf('.') + 1).replace('jpg', 'jpeg');
    exchange.bytes(200, `image/${format}`, picture);
    return true;
  }
}

function setAside(exchange: Exchange, { is, address }: Place): void {
  if (is === 'nowhere') {
    exchange.reply({ status: 404, body: { detail: 'Not Found' } });
  } else {
    exchange.redirect(address);
  }
}
