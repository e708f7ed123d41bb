import { BridgeError, type Degradation } from '@fusionbridge/core';
import { type BodyReading, UnknownFields } from '../../../bodies/index.js';
import { HARMLESS } from './harmless-fields.js';
import { LORA_LISTS, readLoras } from './lora-fields.js';

/** Other clients' names for our fields; the first one given wins (contracts/clients.md §3.7). */
const ALIASES: Readonly<Record<string, readonly string[]>> = {
  size: ['image_size'],
  n: ['batch_size', 'num_images'],
  num_inference_steps: ['steps'],
  guidance_scale: ['cfg_scale', 'guidance'],
};

/** The size fields of diffusion servers. */
const SIDES: readonly string[] = ['width', 'height'];

/** The fields of a body under one name each, and how they were read. */
export interface BodyFields extends BodyReading {
  readonly fields: Readonly<Record<string, unknown>>;
}

/** Maps the alternative spellings in a body to the field names of one class; blank fields are omitted. */
export class BodyFieldReader {
  private readonly known: ReadonlySet<string>;

  /**
   * @param fields The fields of the class
   * @param others Fields that are read elsewhere, such as pictures
   */
  constructor(
    private readonly fields: readonly string[],
    others: readonly string[],
  ) {
    const aliases = fields.flatMap((field) => ALIASES[field] ?? []);
    this.known = new Set([...fields, ...aliases, ...LORA_LISTS, ...SIDES, ...others]);
  }

  /** @throws BridgeError `invalid_request` for a width without a height */
  read(value: object): BodyFields {
    const unknown = new UnknownFields(HARMLESS);
    const given = unknown.sift(value, this.known);
    const loras = readLoras(given, unknown);
    const names = new Map<string, string>();
    const repeated: Degradation[] = [];
    const fields = this.fields.flatMap((field): [string, unknown][] => {
      if (field === 'lora_settings') {
        return loras.settings === undefined ? [] : [[field, loras.settings]];
      }
      const [first, ...others] = sentAs(field, given);
      if (first === undefined) {
        return [];
      }
      names.set(field, first.name);
      repeated.push(...others.flatMap((other) => differing(first, other)));
      return [[field, first.content]];
    });
    const sentFields = Object.fromEntries(fields);
    return {
      fields: sentFields,
      leftOut: [...repeated, ...unknown.degradations],
      nameOf: (path) => (path.startsWith('lora_settings') ? loras.nameOf(path) : (names.get(path) ?? path)),
      sent: (field) => Object.hasOwn(sentFields, field),
    };
  }
}

/** A value and the name by which the client sent it. */
interface Sent {
  readonly name: string;
  readonly content: unknown;
}

function sentAs(field: string, given: ReadonlyMap<string, unknown>): Sent[] {
  const named = [field, ...(ALIASES[field] ?? [])].filter((name) => given.has(name));
  const sent = named.map((name) => ({ name, content: given.get(name) }));
  return field === 'size'
    ? [...sent.map(({ name, content }) => ({ name, content: textOfSize(content) })), ...sides(given)]
    : sent;
}

/** Two different values for one field: it is unknown which was meant, so this is reported. */
function differing(first: Sent, other: Sent): Degradation[] {
  const [counts, asked] = [first.content, other.content].map(String);
  const why = `'${first.name}' says the same, and comes first`;
  return counts === asked
    ? []
    : [{ field: other.name, asked: asked?.slice(0, 60) ?? '', given: counts?.slice(0, 60) ?? '', why }];
}

function sides(given: ReadonlyMap<string, unknown>): Sent[] {
  const [width, height] = SIDES.map((side) => given.get(side));
  if (width === undefined && height === undefined) {
    return [];
  }
  if (given.has('size') || given.has('image_size')) {
    // Next to a size, a single side is no reason to refuse the call.
    const missing = width === undefined || height === undefined;
    return missing ? [] : [{ name: 'width', content: textOfSize({ width, height }) }];
  }
  if (width === undefined || height === undefined) {
    const missing = width === undefined ? 'width' : 'height';
    throw BridgeError.invalid(
      missing,
      `Invalid '${missing}': width and height belong together. It is missing.`,
    );
  }
  return [{ name: 'size', content: textOfSize({ width, height }) }];
}

/** fal's clients send a size as an object. */
function textOfSize(size: unknown): unknown {
  return typeof size === 'object' && size !== null && 'width' in size && 'height' in size
    ? `${String(size.width)}x${String(size.height)}`
    : size;
}
