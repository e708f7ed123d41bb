import { isRecord, type Reply } from '../kit/index.js';
import type { Endpoint, Slot } from './endpoints.js';

/** The arguments of a call by their names. */
export type Arguments = Readonly<Record<string, unknown>>;

/** What the app itself finds wrong once it works on the order: `gr.Error`, as it stands in `output`. */
export function raised(error: string): Reply {
  return { status: 200, body: { error, title: 'Error', duration: 10, visible: true } };
}

/** The arguments of a call by their names; the app's components look at them only when the order's turn has come. */
export function argumentsOf(endpoint: Endpoint, data: unknown): { values: Arguments; fault: Reply | null } {
  const values: readonly unknown[] = Array.isArray(data) ? data : [];
  const given = Object.fromEntries(endpoint.inputs.map((slot, place) => [slot.name, values[place]]));
  return { values: given, fault: faultIn(endpoint, values) };
}

function faultIn(endpoint: Endpoint, values: readonly unknown[]): Reply | null {
  const needed = endpoint.inputs.length;
  if (values.length < needed) {
    return raised(
      `An event handler (${endpoint.name}) didn't receive enough input values (needed: ${needed}, got: ${values.length}).`,
    );
  }
  const says = endpoint.inputs.flatMap((slot, place) => complaintOf(slot, values[place]) ?? [])[0];
  return says === undefined ? null : raised(says);
}

/** As each component's `preprocess` says it; texts and boxes take anything. */
function complaintOf({ name, component, min, max }: Slot, value: unknown): string | null {
  if (component === 'Slider' || component === 'Number') {
    return typeof value === 'number' ? beyond(value, min, max) : `could not convert ${name} to float`;
  }
  return component === 'Image' && value !== null && uploadedPath(value) === null
    ? `The file of ${name} was not uploaded`
    : null;
}

function beyond(value: number, min: number | undefined, max: number | undefined): string | null {
  if (min !== undefined && value < min) {
    return `Value ${value} is less than minimum value ${min}.`;
  }
  return max !== undefined && value > max ? `Value ${value} is greater than maximum value ${max}.` : null;
}

/** Where a picture that is an argument was uploaded to. */
export function uploadedPath(value: unknown): string | null {
  const { path, meta } = isRecord(value) ? value : {};
  const { _type: type } = isRecord(meta) ? meta : {};
  return typeof path === 'string' && type === 'gradio.FileData' ? path : null;
}

/** The same of a picture whose address stands in a text; the app fetches it, here from itself. */
export function fetchedPath(value: unknown): string | null {
  return typeof value === 'string' ? (value.split('/file=')[1] ?? null) : null;
}

/** What is wrong with `lora_strings_json`; null when all is well. */
export function loraFault(text: unknown, most: number): string | null {
  const loras = parsed(text);
  if (!Array.isArray(loras) || loras.length > most) {
    return `lora_strings_json has to be a list of at most ${most}`;
  }
  return loras.every(isLora) ? null : 'a LoRA needs id, url and weight';
}

function isLora(lora: unknown): boolean {
  const { id, url, weight } = isRecord(lora) ? lora : {};
  return (
    typeof id === 'string' && typeof url === 'string' && /^https?:/.test(url) && typeof weight === 'number'
  );
}

function parsed(text: unknown): unknown {
  try {
    return JSON.parse(String(text));
  } catch {
    return null;
  }
}
