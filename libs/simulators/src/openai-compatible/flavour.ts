import type { Reply, Voices } from '../kit/index.js';

/** The fields of a request, from JSON or from a form; numbers in forms arrive as text. */
export type Fields = Readonly<Record<string, unknown>>;

/** A request as the server understood it. */
export interface Understood {
  readonly prompt: string;
  readonly count: number;
  readonly width: number;
  readonly height: number;
  /** null: the server chooses one. */
  readonly seed: number | null;
  /** Everything else that changes the picture. */
  readonly subject: readonly unknown[];
  readonly answerWith: 'b64_json' | 'url' | 'both';
  /** PNG unless given. */
  readonly format?: 'png' | 'jpeg' | 'webp';
  /** Painted on nothing; no unless given. */
  readonly isTransparent?: boolean;
  /** Unfinished pictures to show on the way; null or nothing: the answer comes in one piece. */
  readonly partials?: number | null;
  /** What the server says once it has seen the picture; null or nothing: it is content. */
  readonly regret?: Reply | null;
}

/** The files of a form. */
export interface Files {
  readonly images: readonly Buffer[];
  readonly mask: Buffer | null;
  /** Names of the fields that the images came in. */
  readonly names: readonly string[];
}

/** Routes that serve pictures, below `/v1/images/`. */
export type Route = 'generations' | 'edits' | 'variations';

/** What makes one OpenAI-compatible server differ from the next. */
export interface Flavour {
  readonly voices: Voices;
  /** Ids at `/v1/models`; null where there is no such route. */
  readonly models: readonly string[] | null;
  /** Path below the origin that `data[].url` points to; the file name is put behind it. */
  readonly picturePath: string;
  /** Relative addresses in `data[].url`. */
  readonly relativeUrls: boolean;
  /** Routes that take a picture and a mask, besides `/v1/images/generations`. */
  readonly editPaths: readonly string[];
  /** Whether `/v1/images/variations` takes a picture; no unless given. */
  readonly variations?: boolean;
  /** Marks what is repainted. */
  readonly mask: 'transparent' | 'white';
  /** Refusal of a missing or wrong key. */
  readonly wrongKey: (presented: string) => Reply;
  readonly notFound: Reply;
  readonly health: boolean;
  understand(fields: Fields, route: Route): Understood | Reply;
  /** What is wrong with the pictures of an edit, beyond there being none. */
  checkFiles?(files: Files, fields: Fields, route: Route): Promise<Reply | null>;
  /** What stands beside the pictures. */
  extras(fields: Fields, understood: Understood, inputImages: number): Record<string, unknown>;
}

/** `1024x768`; null where it is no size. */
export function sizeOf(text: unknown): { width: number; height: number } | null {
  const [, width, height] = /^(\d+)x(\d+)$/.exec(String(text)) ?? [];
  return width === undefined || height === undefined
    ? null
    : { width: Number(width), height: Number(height) };
}

export function numberOf(value: unknown): number | null {
  const number = typeof value === 'string' && value !== '' ? Number(value) : value;
  return typeof number === 'number' && Number.isFinite(number) ? number : null;
}

export function textOf(value: unknown): string {
  return typeof value === 'string' ? value : '';
}
