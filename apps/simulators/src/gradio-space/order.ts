import { type Canvas, encoded, extentOf, Gate, paint, type QueuedOrder, type Reply } from '../kit/index.js';
import { type Endpoint, ENDPOINTS } from './endpoints.js';
import { type Arguments, argumentsOf, loraFault, refusedFor, uploadedPath } from './input.js';
import { ENDINGS, type StreamFault, streamFaultIn } from './voices.js';

/** LoRAs for one picture (contracts/inherited.md). */
const MOST_LORAS = 10;
const USUAL_STEPS = 28;

/** One call that was let into the queue. */
export interface SpaceOrder extends QueuedOrder {
  readonly id: string;
  readonly session: string;
  readonly seed: number;
  readonly streamFault: StreamFault | null;
  /** Opens when the middle of the work is behind it. */
  readonly middle: Gate;
}

/** What an order needs of the app. */
export interface Studio {
  /** The bytes of a file that was uploaded. */
  fileAt(path: string): Buffer | null;
  /** The work on an order begins. */
  begun(order: { id: string; session: string; steps: number }): void;
}

/** The order in the body of a call, or what is wrong with it. */
export async function orderIn(
  fields: Readonly<Record<string, unknown>>,
  id: string,
  studio: Studio,
): Promise<SpaceOrder | Reply> {
  const { fn_index: index, data, session_hash: session } = fields;
  const endpoint = ENDPOINTS.find((one) => one.index === index && one.name !== 'greet');
  if (endpoint === undefined || typeof session !== 'string') {
    return { status: 422, body: { detail: [{ loc: ['body'], msg: 'Field required', type: 'missing' }] } };
  }
  const given = checked(endpoint, data);
  return 'status' in given ? given : orderOf(given.values, { id, session }, studio);
}

function checked(endpoint: Endpoint, data: unknown): { values: Arguments } | Reply {
  const given = argumentsOf(endpoint, data);
  if ('status' in given) {
    return given;
  }
  const loras = given.values['lora_strings_json'];
  const fault = loras === undefined ? null : loraFault(loras, MOST_LORAS);
  return fault === null ? given : refusedFor(fault);
}

async function orderOf(
  given: Arguments,
  { id, session }: { id: string; session: string },
  studio: Studio,
): Promise<SpaceOrder> {
  const prompt = String(given['prompt']);
  const source = studio.fileAt(uploadedPath(given['image']) ?? '');
  const size =
    source === null
      ? { width: Number(given['width']), height: Number(given['height']) }
      : await extentOf(source);
  const seed = given['randomize_seed'] === true ? Number.parseInt(id.slice(0, 7), 16) : Number(given['seed']);
  const keep = 1 - Number(given['strength'] ?? 1);
  const canvas: Canvas | null = source === null ? null : { source, keep, mask: null };
  const { seed: _seed, randomize_seed: _random, image: _image, ...subject } = given;
  const middle = new Gate();
  return {
    id,
    session,
    seed,
    size,
    middle,
    streamFault: streamFaultIn(prompt),
    failure: ENDINGS[prompt] ?? null,
    paint: async (pace) => {
      studio.begun({ id, session, steps: Number(given['steps'] ?? USUAL_STEPS) });
      await pace.halfWay();
      middle.open();
      const picture = await paint({ ...size, seed, subject: JSON.stringify(subject) }, canvas);
      return [await encoded(picture, 'webp')];
    },
  };
}
