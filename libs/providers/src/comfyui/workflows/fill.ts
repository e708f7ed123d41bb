import { type LoadedLora, withLoraChains } from './lora-chain.js';
import type { SlotName } from './slots.js';
import { asSlot, type Graph, type Template } from './template.js';

/** What to put into the slots; what is null or absent gets the template's own value. */
export type SlotValues = Partial<Record<SlotName, string | number | null>>;

/** The graph as the server takes it. */
export function filled(template: Template, values: SlotValues, loras: readonly LoadedLora[]): Graph {
  const nodes = withLoraChains(template.graph, loras).map(([id, { node, lora }]) => {
    const own = lora === null ? values : { ...values, lora: lora.file, lora_weight: lora.weight };
    const inputs = Object.entries(node.inputs).map(([name, value]) => [name, valueFor(value, own)]);
    return [id, { class_type: node.class_type, inputs: Object.fromEntries(inputs) }];
  });
  return Object.fromEntries(nodes);
}

function valueFor(value: unknown, values: SlotValues): unknown {
  const slot = asSlot(value);
  return slot === null ? value : (values[slot.name] ?? slot.usual ?? '');
}
