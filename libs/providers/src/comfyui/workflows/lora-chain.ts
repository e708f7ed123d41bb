import { type Graph, type GraphNode, isLoraNode, Link } from './template.js';

/** A LoRA as the server names its file. */
export interface LoadedLora {
  readonly file: string;
  readonly weight: number;
}

/** A node of a filled chain and the LoRA it loads; null for every other node. */
export interface ChainedNode {
  readonly node: GraphNode;
  readonly lora: LoadedLora | null;
}

/** What the outputs of a LoRA loader carry on, in their order (LoraLoader: MODEL, CLIP; LoraLoaderModelOnly: MODEL). */
export const CARRIED_INPUTS = ['model', 'clip'] as const;

/**
 * Every LoRA node of a template once for each LoRA, the first with the node's own id, the next as `4_2`, `4_3`, …, each
 * fed by the one before. Without a LoRA the node is taken out, and whatever it fed is fed by what fed it.
 */
export function withLoraChains(graph: Graph, loras: readonly LoadedLora[]): [id: string, ChainedNode][] {
  return Object.entries(graph).flatMap(([id, original]): [string, ChainedNode][] => {
    const node = relinked(original, graph, loras);
    return isLoraNode(node)
      ? loras.map((lora, index) => [
          linkId(id, index),
          { node: index === 0 ? node : fedBy(node, linkId(id, index - 1)), lora },
        ])
      : [[id, { node, lora: null }]];
  });
}

function linkId(id: string, index: number): string {
  return index === 0 ? id : `${id}_${index + 1}`;
}

function fedBy(node: GraphNode, id: string): GraphNode {
  const carried = CARRIED_INPUTS.flatMap((name, output) =>
    node.inputs[name] === undefined ? [] : [[name, [id, output]]],
  );
  return { ...node, inputs: { ...node.inputs, ...Object.fromEntries(carried) } };
}

/** Links that lead to a LoRA node lead to the end of its chain. */
function relinked(node: GraphNode, graph: Graph, loras: readonly LoadedLora[]): GraphNode {
  const inputs = Object.entries(node.inputs).map(([name, value]) => [name, endOf(value, graph, loras)]);
  return { ...node, inputs: Object.fromEntries(inputs) };
}

function endOf(value: unknown, graph: Graph, loras: readonly LoadedLora[]): unknown {
  const link = Link.safeParse(value);
  if (!link.success) {
    return value;
  }
  const [id, output] = link.data;
  const node = graph[id];
  if (node === undefined || !isLoraNode(node)) {
    return value;
  }
  const carried = CARRIED_INPUTS[output];
  return loras.length > 0
    ? [linkId(id, loras.length - 1), output]
    : endOf(carried === undefined ? value : node.inputs[carried], graph, loras);
}
