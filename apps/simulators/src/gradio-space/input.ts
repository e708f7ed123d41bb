import { isRecord, type Reply } from '../kit/index.js';
import type { Endpoint, Slot } from './endpoints.js';

/** The arguments of a call by their names. */
export type Arguments = Readonly<Record<string, unknown>>;

export function refusedFor(message: string): Reply {
  return { status: 422, body: { detail: [{ is_valid: false, message }] } };
}

/** The arguments of a call, or what is wrong with them. A Space wants one value for each of its inputs. */
export function argumentsOf(endpoint: Endpoint, data: unknown): { values: Arguments } | Reply {
  if (!Array.isArray(data) || data.length !== endpoint.inputs.length) {
    return {
      status: 422,
      body: {
        detail: [{ loc: ['body', 'data'], msg: `needs ${endpoint.inputs.length} values`, type: 'value' }],
      },
    };
  }
  const values: readonly unknown[] = data;
  const wrong = endpoint.inputs.find((slot, place) => !fits(slot, values[place]));
  if (wrong !== undefined) {
    return refusedFor(`${wrong.name} is not what ${wrong.component} takes`);
  }
  const given = Object.fromEntries(endpoint.inputs.map((slot, place) => [slot.name, values[place]]));
  return String(given['prompt']).trim() === '' ? refusedFor('Prompt is empty') : { values: given };
}

function fits({ component, min, max }: Slot, value: unknown): boolean {
  switch (component) {
    case 'Textbox':
      return typeof value === 'string';
    case 'Checkbox':
      return typeof value === 'boolean';
    case 'Number':
    case 'Slider':
      return typeof value === 'number' && value >= (min ?? -1) && value <= (max ?? 2 ** 31 - 1);
    case 'Image':
      return value === null || uploadedPath(value) !== null;
    case 'State':
      return value === null;
  }
}

/** Where a picture that is an argument was uploaded to. */
export function uploadedPath(value: unknown): string | null {
  const { path, meta } = isRecord(value) ? value : {};
  const { _type: type } = isRecord(meta) ? meta : {};
  return typeof path === 'string' && type === 'gradio.FileData' ? path : null;
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
