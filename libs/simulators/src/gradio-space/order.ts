import { type Canvas, encoded, extentOf, Gate, paint, type QueuedOrder, type Reply } from '../kit/index.js';
import { type Endpoint, ENDPOINTS, IN_A_GALLERY, type Slot } from './endpoints.js';
import { type Arguments, argumentsOf, fetchedPath, loraFault, raised, uploadedPath } from './input.js';
import { ENDINGS, type StreamFault, streamFaultIn } from './voices.js';

/** LoRAs for one picture (contracts/inherited.md). */
const MOST_LORAS = 10;
const USUAL_STEPS = 28;

/** One call that was let into the queue. */
export interface SpaceOrder extends QueuedOrder {
  readonly id: string;
  readonly session: string;
  readonly seed: number;
  /** The component that shows the result. */
  readonly shows: Slot['component'];
  /** What was given to start from. */
  readonly source: Buffer | null;
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

/** The order in the body of a call, or what is wrong with the call. What is wrong with its values ends the order. */
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
  const { values, fault } = argumentsOf(endpoint, data);
  const order = await orderOf(values, { id, session, endpoint }, studio);
  return { ...order, failure: fault ?? complaintOf(endpoint, values) ?? order.failure };
}

/** What the function of the app raises before it begins. */
function complaintOf({ inputs }: Endpoint, values: Arguments): Reply | null {
  const needsWords = inputs.some(({ name, usual }) => name === 'prompt' && usual === undefined);
  if (needsWords && String(values['prompt']).trim() === '') {
    return raised('Prompt is empty');
  }
  const loras = values['lora_strings_json'];
  const fault = loras === undefined ? null : loraFault(loras, MOST_LORAS);
  return fault === null ? null : raised(fault);
}

async function orderOf(
  given: Arguments,
  { id, session, endpoint }: { id: string; session: string; endpoint: Endpoint },
  studio: Studio,
): Promise<SpaceOrder> {
  const prompt = String(given['prompt']);
  const source = studio.fileAt(uploadedPath(given['image']) ?? fetchedPath(given['image_url']) ?? '');
  const size =
    source === null
      ? { width: Number(given['width']), height: Number(given['height']) }
      : await extentOf(source);
  const seed = given['randomize_seed'] === true ? Number.parseInt(id.slice(0, 7), 16) : Number(given['seed']);
  const keep = 1 - Number(given['strength'] ?? 1);
  const canvas: Canvas | null = source === null ? null : { source, keep, mask: null };
  const { seed: _seed, randomize_seed: _random, image: _image, image_url: _url, ...subject } = given;
  const middle = new Gate();
  const isGallery = endpoint.outputs[0]?.component === 'Gallery';
  return {
    id,
    session,
    seed,
    size,
    middle,
    shows: endpoint.outputs[0]?.component ?? 'Image',
    source,
    streamFault: streamFaultIn(prompt),
    failure: ENDINGS[prompt] ?? null,
    paint: async (pace) => {
      studio.begun({ id, session, steps: Number(given['steps'] ?? USUAL_STEPS) });
      await pace.halfWay();
      middle.open();
      return Promise.all(
        Array.from({ length: isGallery ? IN_A_GALLERY : 1 }, async (_, place) =>
          encoded(
            await paint({ ...size, seed: seed + place, subject: JSON.stringify(subject) }, canvas),
            'webp',
          ),
        ),
      );
    },
  };
}
