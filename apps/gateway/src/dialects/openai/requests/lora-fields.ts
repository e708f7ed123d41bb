import { isBlank, refuseUnfit, type UnknownFields } from '../../../bodies/index.js';

/** LoRA lists of FastFusion, of fal and Together, and of Together's clients for FLUX.1. */
export const LORA_LISTS: readonly string[] = ['lora_settings', 'loras', 'image_loras'];

/** The names that servers use for the LoRA of an entry; the first one given wins. */
const NAMES: readonly string[] = ['name', 'path', 'url', 'model'];
const WEIGHTS: readonly string[] = ['weight', 'scale', 'strength'];

/** The LoRAs of a body under one name, and the client's names for their fields. */
export interface ReadLoras {
  /** The value to validate as `lora_settings`; undefined if there are no LoRAs. */
  readonly settings: unknown;
  /** The client's name for `lora_settings`, `lora_settings.0` or `lora_settings.0.name`. */
  readonly nameOf: (path: string) => string;
}

/** The path of an entry in the body, and the client's names for its fields. */
interface Place {
  readonly path: string;
  readonly name: string;
  readonly weight: string;
}

const NOWHERE: Place = { path: '', name: 'name', weight: 'weight' };

/**
 * Merges all LoRA lists into one. Fields of an entry other than its name and weight are noted in `unknown`.
 * @throws BridgeError `invalid_request` for too many values
 */
export function readLoras(given: ReadonlyMap<string, unknown>, unknown: UnknownFields): ReadLoras {
  const lists = LORA_LISTS.filter((name) => given.has(name));
  const [first = 'lora_settings'] = lists;
  const places: Place[] = [];
  const settings: unknown[] = [];
  for (const list of lists) {
    const content = unpacked(given.get(list));
    refuseUnfit({ [list]: content });
    if (!Array.isArray(content)) {
      return { settings: content, nameOf: () => list };
    }
    content.forEach((entry: unknown, index) => {
      const read = readEntry(entry, `${list}.${index}`, unknown);
      places.push(read.place);
      settings.push(read.setting);
    });
  }
  return {
    settings: lists.length === 0 ? undefined : settings,
    nameOf: (path) => sentPath(path, first, places),
  };
}

/** FastFusion's forms send a list as JSON text. */
function unpacked(content: unknown): unknown {
  try {
    const read: unknown = typeof content === 'string' ? JSON.parse(content) : content;
    return typeof content === 'string' && !Array.isArray(read) ? [read] : read;
  } catch {
    return content;
  }
}

function readEntry(entry: unknown, path: string, unknown: UnknownFields): { setting: unknown; place: Place } {
  if (typeof entry !== 'object' || entry === null || Array.isArray(entry)) {
    return { setting: entry, place: { ...NOWHERE, path } };
  }
  const fields = new Map<string, unknown>(Object.entries(entry).filter(([, content]) => !isBlank(content)));
  const weight = WEIGHTS.find((one) => fields.has(one));
  const name = NAMES.find((one) => fields.has(one)) ?? (weight === 'scale' ? 'path' : 'name');
  for (const [field, content] of fields) {
    if (field !== name && field !== weight) {
      unknown.note(`${path}.${field}`, content);
    }
  }
  return {
    setting: {
      ...(fields.has(name) ? { name: fields.get(name) } : {}),
      ...(weight === undefined ? {} : { weight: fields.get(weight) }),
    },
    place: { path, name, weight: weight ?? 'weight' },
  };
}

function sentPath(path: string, list: string, places: readonly Place[]): string {
  const [, index, part] = path.split('.');
  const place = index === undefined ? undefined : places[Number(index)];
  if (place === undefined) {
    return list;
  }
  switch (part) {
    case undefined:
      return place.path;
    case 'name':
    case 'weight':
      return `${place.path}.${place[part]}`;
    default:
      return `${place.path}.${part}`;
  }
}
