import { randomBytes } from 'node:crypto';
import type { Exchange } from './exchange.js';

/** Pictures that a vendor keeps at an address of its own. */
export class PictureShelf {
  private readonly kept = new Map<string, Buffer>();

  constructor(
    private readonly origin: string,
    private readonly folder: string,
  ) {}

  /** Puts a picture there. @returns its address */
  put(picture: Buffer, extension = 'png'): string {
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
    const format = pathname.slice(pathname.lastIndexOf('.') + 1).replace('jpg', 'jpeg');
    exchange.bytes(200, `image/${format}`, picture);
    return true;
  }
}
