import {
  type Canvas,
  type Desk,
  encoded,
  type Exchange,
  extentOf,
  type Order,
  onNothing,
  paint,
  PictureShelf,
  type Reply,
  sell,
  withManifest,
  type Simulator,
  type SimulatorOptions,
  startSimulator,
  transparentMask,
  type Vendor,
  whiteMask,
} from '../kit/index.js';
import { FASTFUSION } from './fastfusion.js';
import { type Fields, type Flavour, numberOf, type Route, type Understood } from './flavour.js';
import { partsOf } from './form-parts.js';
import { GENERIC } from './generic.js';
import { LOCALAI } from './localai.js';
import { OPENAI } from './openai.js';
import { inEvents } from './order-in-events.js';
import { SDCPP } from './sdcpp.js';

/** Seeds the server chooses are far apart, and the same after every start. */
const CHOSEN_SEED_STEP = 7919;

/** Everything was painted at the same second. */
const CREATED = 1_795_300_000;

const FLAVOURS = {
  openai: OPENAI,
  fastfusion: FASTFUSION,
  localai: LOCALAI,
  sdcpp: SDCPP,
  generic: GENERIC,
} satisfies Record<string, Flavour>;

export type OpenAiFlavour = keyof typeof FLAVOURS;

export interface OpenAiCompatibleOptions extends SimulatorOptions {
  /** `generic` unless named. */
  readonly flavour?: OpenAiFlavour;
  /** The one key it accepts; without, it asks for none. */
  readonly apiKey?: string;
  /** Puts an address beside the base64, as some servers do. */
  readonly both?: boolean;
  /** Tells that it wrote the prompt anew. */
  readonly revisesPrompts?: boolean;
  /** Signs its pictures (C2PA), as OpenAI does. */
  readonly signs?: boolean;
}

/** Starts a server that speaks OpenAI's images API below `/v1`. */
export async function startOpenAiCompatible(options: OpenAiCompatibleOptions = {}): Promise<Simulator> {
  return startSimulator(options, (desk, url) => new OpenAiCompatible(desk, url, options));
}

/** A request for pictures, as far as the server understood it. */
interface Wish {
  readonly fields: Fields;
  readonly understood: Understood;
  /** Pictures that were given. */
  readonly inputs: number;
  readonly canvas: Canvas | null;
}

class OpenAiCompatible implements Vendor {
  private readonly flavour: Flavour;
  private readonly shelf: PictureShelf;
  private chosenSeeds = 0;

  constructor(
    private readonly desk: Desk,
    private readonly origin: string,
    private readonly options: OpenAiCompatibleOptions,
  ) {
    this.flavour = FLAVOURS[options.flavour ?? 'generic'];
    this.shelf = new PictureShelf(origin, this.flavour.picturePath);
  }

  get voices(): Flavour['voices'] {
    return this.flavour.voices;
  }

  async handle(exchange: Exchange): Promise<void> {
    const { method } = exchange.request;
    const { pathname } = exchange.url;
    if (this.shelf.serve(exchange) || this.tellHealth(exchange)) {
      return;
    }
    const route = this.editRouteAt(pathname);
    const presented = (exchange.request.headers['authorization'] ?? '').replace(/^Bearer /, '');
    if (this.options.apiKey !== undefined && presented !== this.options.apiKey) {
      exchange.reply(this.flavour.wrongKey(presented));
      return;
    }
    if (method === 'POST' && pathname === '/v1/images/generations') {
      await sell(this.desk, exchange, this.voices, async () => this.generation(exchange));
    } else if (method === 'POST' && route !== null) {
      await sell(this.desk, exchange, this.voices, () => this.edit(exchange, route));
    } else {
      exchange.reply(this.listing(method, pathname) ?? this.flavour.notFound);
    }
  }

  private editRouteAt(pathname: string): 'edits' | 'variations' | null {
    if (this.flavour.editPaths.includes(pathname)) {
      return 'edits';
    }
    return this.flavour.variations === true && pathname === '/v1/images/variations' ? 'variations' : null;
  }

  /** Needs no key, as pictures need none. */
  private tellHealth(exchange: Exchange): boolean {
    const isAsked = exchange.request.method === 'GET' && exchange.url.pathname === '/health';
    if (isAsked && this.flavour.health) {
      exchange.reply({ status: 200, body: { status: 'ok' } });
    }
    return isAsked && this.flavour.health;
  }

  private listing(method: string, pathname: string): Reply | null {
    if (method !== 'GET' || pathname !== '/v1/models' || this.flavour.models === null) {
      return null;
    }
    const data = this.flavour.models.map((id) => ({ id, object: 'model', created: 1, owned_by: 'system' }));
    return { status: 200, body: { object: 'list', data } };
  }

  private generation(exchange: Exchange): Order | Reply {
    const fields = exchange.fields();
    const understood = this.flavour.understand(fields, 'generations');
    return 'status' in understood
      ? understood
      : this.orderOf({ fields, understood, inputs: 0, canvas: null }, exchange);
  }

  private async edit(exchange: Exchange, route: Route): Promise<Order | Reply> {
    const { fields, files } = await partsOf(await exchange.form());
    const understood = this.flavour.understand(fields, route);
    if ('status' in understood) {
      return understood;
    }
    const [source] = files.images;
    if (source === undefined) {
      return this.voices.invalid_request ?? { status: 400, body: { error: 'image required' } };
    }
    const wrong = await this.flavour.checkFiles?.(files, fields, route);
    if (wrong !== null && wrong !== undefined) {
      return wrong;
    }
    const extent = await extentOf(source);
    const sized = fields['size'] === undefined ? { ...understood, ...extent } : understood;
    const canvas = await this.canvasOf(source, files.mask, sized, fields);
    return this.orderOf({ fields, understood: sized, inputs: files.images.length, canvas }, exchange);
  }

  private async canvasOf(
    source: Buffer,
    mask: Buffer | null,
    size: Understood,
    fields: Fields,
  ): Promise<Canvas> {
    const read = this.flavour.mask === 'white' ? whiteMask : transparentMask;
    return {
      source,
      keep: 1 - (numberOf(fields['strength']) ?? 0.8),
      mask: mask === null ? null : await read(mask, size),
    };
  }

  private orderOf(wish: Wish, exchange: Exchange): Order {
    const { fields, understood, inputs } = wish;
    const first = understood.seed ?? this.chooseSeed();
    const order: Order = {
      size: understood,
      regret: understood.regret ?? null,
      paint: async (pace) => {
        await pace.halfWay();
        return Promise.all(
          Array.from({ length: understood.count }, (_, index) => this.finished(wish, first + index)),
        );
      },
      answer: (pictures) => this.answer(pictures, wish),
    };
    const { partials = null } = understood;
    return partials === null
      ? order
      : inEvents(order, exchange, {
          about: wish.canvas === null ? 'image_generation' : 'image_edit',
          partials,
          sketch: (index) => painted(wish, first - index - 1),
          facts: { created_at: CREATED },
          extras: this.flavour.extras(fields, understood, inputs),
        });
  }

  private async finished(wish: Wish, seed: number): Promise<Buffer> {
    const picture = await painted(wish, seed);
    return this.options.signs === true ? withManifest(picture, wish.understood.format ?? 'png') : picture;
  }

  private answer(pictures: readonly Buffer[], { fields, understood, inputs }: Wish): unknown {
    return {
      created: CREATED,
      data: pictures.map((picture) => this.datumOf(picture, understood)),
      ...this.flavour.extras(fields, understood, inputs),
    };
  }

  private chooseSeed(): number {
    this.chosenSeeds += 1;
    return this.chosenSeeds * CHOSEN_SEED_STEP;
  }

  private datumOf(picture: Buffer, understood: Understood): Record<string, string> {
    const answerWith = this.options.both === true ? 'both' : understood.answerWith;
    return {
      ...(answerWith === 'b64_json' ? {} : { url: this.keep(picture) }),
      ...(answerWith === 'url' ? {} : { b64_json: picture.toString('base64') }),
      ...(this.options.revisesPrompts === true
        ? { revised_prompt: `${understood.prompt}, in fine detail` }
        : {}),
    };
  }

  /** Keeps a picture to be fetched from here, and tells where. */
  private keep(picture: Buffer): string {
    const address = this.shelf.put(picture);
    return this.flavour.relativeUrls ? address.replace(this.origin, '') : address;
  }
}

/** `seed` decides the pattern. */
async function painted({ understood, canvas }: Wish, seed: number): Promise<Buffer> {
  const subject = JSON.stringify([understood.prompt, understood.subject]);
  const picture = await paint({ ...understood, seed, subject }, canvas);
  const { format = 'png', isTransparent = false } = understood;
  return encoded(isTransparent ? await onNothing(picture) : picture, format);
}
