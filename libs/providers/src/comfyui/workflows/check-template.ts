import type { VendorOperation } from '@fusionbridge/core';
import type { SettingsMistake } from '@fusionbridge/settings';
import { z } from 'zod';
import { CARRIED_INPUTS } from './lora-chain.js';
import { slotIn, type SlotName } from './slots.js';
import { type Graph, GraphNode, hasSlot, isLoraNode, Link, type Template, templateOf } from './template.js';

type Finding = Omit<SettingsMistake, 'file'>;

/** What a template of an operation cannot do without. */
const NEEDED: Readonly<Record<VendorOperation, readonly SlotName[]>> = {
  text: ['prompt', 'seed'],
  image: ['prompt', 'seed', 'source'],
  inpaint: ['prompt', 'seed', 'source', 'mask'],
  fill: ['prompt', 'seed', 'source', 'mask'],
  reference: ['prompt', 'seed', 'source'],
  redux: ['seed', 'source'],
  upscale: ['source'],
};

/** The editor's own file has lists of nodes and links, and no server takes it. */
const EditorFile = z.object({ nodes: z.array(z.unknown()), links: z.array(z.unknown()) });

/** A template made of what stands in a file, or everything that is wrong with it. */
export function checkedTemplate(content: unknown, operation: VendorOperation): Template | Finding[] {
  if (EditorFile.safeParse(content).success) {
    const allowed = 'the API format: in ComfyUI, Workflow > Export (API)';
    return [{ key: '(whole file)', found: "a workflow in the editor's format", allowed }];
  }
  const nodes = z.record(z.string(), z.unknown()).safeParse(content);
  if (!nodes.success || Object.keys(nodes.data).length === 0) {
    return [{ key: '(whole file)', found: typeof content, allowed: 'an object of nodes by their ids' }];
  }
  const parsed = Object.entries(nodes.data).map(([id, node]) => ({ id, node: GraphNode.safeParse(node) }));
  const broken = parsed.filter(({ node }) => !node.success);
  if (broken.length > 0) {
    const allowed = '{"class_type": "…", "inputs": {…}}';
    return broken.map(({ id }) => ({ key: `node ${id}`, found: 'something else', allowed }));
  }
  const template = templateOf(
    Object.fromEntries(parsed.flatMap(({ id, node }) => (node.success ? [[id, node.data]] : []))),
  );
  const findings = [...wrongInputs(template.graph), ...missingSlots(template, operation)];
  return findings.length === 0 ? template : findings;
}

function wrongInputs(graph: Graph): Finding[] {
  return Object.entries(graph).flatMap(([id, node]) => [
    ...Object.entries(node.inputs).flatMap(([input, value]) => {
      const allowed = wrongValue(value, graph) ?? misplacedLora(value, node);
      const key = `node ${id} (${node.class_type}), input ${input}`;
      return allowed === null ? [] : [{ key, found: JSON.stringify(value), allowed }];
    }),
    ...brokenChain(id, node, graph),
  ]);
}

function wrongValue(value: unknown, graph: Graph): string | null {
  const slot = slotIn(value);
  if (slot !== null) {
    return 'allowed' in slot ? slot.allowed : null;
  }
  const link = Link.safeParse(value);
  const isLost = link.success && graph[link.data[0]] === undefined;
  return isLost ? `the id of a node of this file: ${Object.keys(graph).join(', ')}` : null;
}

function misplacedLora(value: unknown, node: GraphNode): string | null {
  const slot = slotIn(value);
  const isWeight = slot !== null && 'name' in slot && slot.name === 'lora_weight';
  return isWeight && !isLoraNode(node) ? '{{lora_weight}} only in a node that has {{lora}}' : null;
}

function brokenChain(id: string, node: GraphNode, graph: Graph): Finding[] {
  if (!isLoraNode(node)) {
    return [];
  }
  const key = `node ${id} (${node.class_type})`;
  if (feedersOf(node).length === 0) {
    const allowed = 'a link in its input model, so that the node can be chained';
    return [{ key, found: '{{lora}} without a link', allowed }];
  }
  return feedsItself(id, id, graph)
    ? [{ key, found: 'LoRAs in a circle', allowed: 'a chain that begins at a node without {{lora}}' }]
    : [];
}

function feedersOf(node: GraphNode): string[] {
  const links = CARRIED_INPUTS.map((name) => Link.safeParse(node.inputs[name]));
  return links.flatMap((link) => (link.success ? [link.data[0]] : []));
}

/** Through LoRA nodes only: taking them out would never end. */
function feedsItself(id: string, from: string, graph: Graph, seen = new Set<string>()): boolean {
  const node = graph[from];
  if (node === undefined || !isLoraNode(node) || seen.has(from)) {
    return false;
  }
  seen.add(from);
  const feeders = feedersOf(node);
  return feeders.includes(id) || feeders.some((feeder) => feedsItself(id, feeder, graph, seen));
}

function missingSlots(template: Template, operation: VendorOperation): Finding[] {
  return NEEDED[operation]
    .filter((name) => !hasSlot(template, name))
    .map((name) => ({
      key: '(whole file)',
      found: `no {{${name}}}`,
      allowed: `{{${name}}} in one of the nodes: the operation ${operation} needs it`,
    }));
}
