import type { Call } from './bench.js';
import type { Dialect } from './dialects.js';
import { JSON_ROUTES } from './routes.js';

/** A place where a picture comes in. */
export interface PictureDoor {
  readonly path: string;
  readonly field: string;
  readonly dialect: Dialect;
  /** Looks at what is written in the file, not at its pixels. */
  readonly readsTextOnly: boolean;
  /** The call with this text in the place of the picture: base64, a `data:` URI or an address. */
  readonly call: (picture: string) => Call;
}

const TEXT_READERS = ['/sdapi/v1/png-info', '/sdapi/v1/interrogate'];

/** Every field of JSON bodies that holds a picture. */
export const PICTURE_DOORS: readonly PictureDoor[] = JSON_ROUTES.flatMap((route) =>
  Object.entries(route.pictures).map(([field, bodyWith]) => ({
    path: route.path,
    dialect: route.dialect,
    field,
    readsTextOnly: TEXT_READERS.includes(route.path),
    call: (picture) => ({ body: JSON.stringify(bodyWith(picture)) }),
  })),
);
