/** What a slot holds. */
export type SlotKind = 'text' | 'number';

/** How one slot of a template behaves. */
interface SlotRule {
  readonly kind: SlotKind;
  /** Nothing else fills it where the client says nothing, so the template has to: `{{steps:20}}`. */
  readonly needsDefault: boolean;
}

const FILLED_TEXT: SlotRule = { kind: 'text', needsDefault: false };
const FILLED_NUMBER: SlotRule = { kind: 'number', needsDefault: false };
const CHOSEN_TEXT: SlotRule = { kind: 'text', needsDefault: true };
const CHOSEN_NUMBER: SlotRule = { kind: 'number', needsDefault: true };

/** Every slot a template may have. docs/comfyui.md says what each is. */
export const SLOTS = {
  prompt: FILLED_TEXT,
  negative_prompt: FILLED_TEXT,
  width: CHOSEN_NUMBER,
  height: CHOSEN_NUMBER,
  count: FILLED_NUMBER,
  seed: FILLED_NUMBER,
  steps: CHOSEN_NUMBER,
  guidance: CHOSEN_NUMBER,
  sampler: CHOSEN_TEXT,
  scheduler: CHOSEN_TEXT,
  strength: CHOSEN_NUMBER,
  checkpoint: CHOSEN_TEXT,
  source: FILLED_TEXT,
  mask: FILLED_TEXT,
  output_name: FILLED_TEXT,
  lora: FILLED_TEXT,
  lora_weight: FILLED_NUMBER,
} as const satisfies Record<string, SlotRule>;

export type SlotName = keyof typeof SLOTS;

/** A place in a template that is filled for each prompt. */
export interface Slot {
  readonly name: SlotName;
  /** What it holds where the client says nothing; null where something always fills it. */
  readonly usual: string | number | null;
}

const SLOT = /^\{\{(\w+)(?::(.*))?\}\}$/s;
const NUMBER = /^-?\d+(?:\.\d+)?$/;

/** What is wrong with a text that looks like a slot. */
export interface SlotMistake {
  readonly allowed: string;
}

/** The slot that a value of a template is; null where it is a plain value, a mistake where it only looks like one. */
export function slotIn(value: unknown): Slot | SlotMistake | null {
  if (typeof value !== 'string' || !value.includes('{{')) {
    return null;
  }
  const [, name = '', given] = SLOT.exec(value) ?? [];
  if (!isSlotName(name)) {
    const names = Object.keys(SLOTS).map((one) => `{{${one}}}`);
    return { allowed: `one slot and nothing around it: ${names.join(', ')}` };
  }
  return slotOf(name, given);
}

function slotOf(name: SlotName, given: string | undefined): Slot | SlotMistake {
  const { kind, needsDefault } = SLOTS[name];
  if (given === undefined) {
    return needsDefault
      ? { allowed: `a value for when nobody asks for one, such as {{${name}:…}}` }
      : { name, usual: null };
  }
  if (kind === 'text') {
    return { name, usual: given };
  }
  return NUMBER.test(given)
    ? { name, usual: Number(given) }
    : { allowed: `a number behind the colon of {{${name}:…}}` };
}

function isSlotName(name: string): name is SlotName {
  return Object.hasOwn(SLOTS, name);
}
