import { z } from 'zod';
import { type Slot, slotIn, type SlotName } from './slots.js';

/** `["4", 0]`: the first output of node 4. */
export const Link = z.tuple([z.string(), z.int().min(0)]);

/** One node in ComfyUI's API format; what else the export put there (`_meta`) is left out. */
export const GraphNode = z.object({
  class_type: z.string().min(1),
  inputs: z.record(z.string(), z.unknown()),
});

export type GraphNode = z.infer<typeof GraphNode>;

/** Nodes by their ids. */
export type Graph = Readonly<Record<string, GraphNode>>;

/** One workflow for one operation. */
export interface Template {
  readonly graph: Graph;
  readonly slots: readonly Slot[];
}

export function templateOf(graph: Graph): Template {
  const values = Object.values(graph).flatMap((node) => Object.values(node.inputs));
  return { graph, slots: values.flatMap((value) => asSlot(value) ?? []) };
}

export function hasSlot(template: Template, name: SlotName): boolean {
  return template.slots.some((slot) => slot.name === name);
}

/** What the template holds for a number where the client says nothing. */
export function usualNumber(template: Template, name: SlotName): number | null {
  const usual = template.slots.find((slot) => slot.name === name)?.usual;
  return typeof usual === 'number' ? usual : null;
}

/** The slot that a value of a checked template is. */
export function asSlot(value: unknown): Slot | null {
  const slot = slotIn(value);
  return slot !== null && 'name' in slot ? slot : null;
}

/** Whether this node stands for a chain: it is repeated for each LoRA. */
export function isLoraNode(node: GraphNode): boolean {
  return Object.values(node.inputs).some((value) => asSlot(value)?.name === 'lora');
}
