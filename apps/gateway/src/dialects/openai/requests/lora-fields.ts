import { isBlank, refuseUnfit, type UnknownFields } from '../../../bodies/index.js';

/** FastFusion's list of LoRAs, fal's and Together's, and the one that Together's clients send for FLUX.1. */
export const LORA_LISTS: readonly string[] = ['lora_settings', 'loras', 'image_loras'];

/** The same of one LoRA, by other servers' names; the first one that is given counts. */
const NAMES: readonly string[] = ['name', 'path', 'url', 'model'];
const WEIGHTS: readonly string[] = ['weight', 'scale', 'strength'];

/** The LoRAs of a body under one name, and what the client calls each part of them. */
export interface ReadLoras {
  /** What the validator gets as `lora_settings`; undefined where there are none. */
  readonly settings: unknown;
  /** The client's name for `lora_settings`, `lora_settings.0` or `lora_settings.0.name`. */
  readonly nameOf: (path: string) => string;
}

/** Where an entry stood, and its names for its parts. */
interface Place {
  readonly path: string;
  readonly name: string;
  readonly weight: string;
}

const NOWHERE: Place = { path: '', name: 'name', weight: 'weight' };

/**
 * Several lists are one. What a list holds beside names and weights is noted in `unknown`.
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

/** FastFusion's forms carry a list as the text of its JSON. */
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
