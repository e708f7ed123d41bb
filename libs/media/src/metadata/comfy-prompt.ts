import { tryParseJson } from '@fusionbridge/core';
import { z } from 'zod';
import { hasMoreValues } from '../base64/json-literals.js';

/** The text comes out of anybody's file: a longer one is not parsed, nor one of more values. */
const LONGEST_GRAPH = 4 * 1024 * 1024;
/** The largest workflows that people share have a thousand nodes. */
const MOST_VALUES = 50_000;

/** Inputs that lead from a sampler to the words of what it should paint, best first. */
const WORDS = [
  'positive',
  'guider',
  'conditioning',
  'conditioning_1',
  'conditioning_to',
  'cond1',
  'text',
  'text_g',
  't5xxl',
  'clip_l',
  'prompt',
  'positive_prompt',
  'string',
  'value',
] as const;

/** Where samplers of all kinds take what they should paint. */
const OF_SAMPLERS = ['positive', 'guider', 'conditioning'] as const;

/** A text, or the id of the node it hangs on. */
type Input = string | { readonly from: string };

/** A node, whichever way the graph was written down. */
interface GraphNode {
  readonly inputs: Readonly<Record<string, Input>>;
  readonly isSampler: boolean;
}

type Graph = ReadonlyMap<string, GraphNode>;

const Link = z.tuple([z.union([z.string(), z.number()]), z.number()]);
const ApiGraph = z.record(
  z.string(),
  z.object({ class_type: z.string(), inputs: z.record(z.string(), z.unknown()).catch({}) }),
);

const Id = z.union([z.string(), z.number()]).transform(String);
const EditorGraph = z.object({
  nodes: z.array(
    z.object({
      id: Id,
      type: z.string().catch(''),
      inputs: z.array(z.object({ name: z.string(), link: Id.nullish() })).catch([]),
      widgets_values: z.array(z.unknown()).catch([]),
    }),
  ),
  /** Id, from node, from slot, to node, to slot, type. */
  links: z.array(z.tuple([Id, Id]).rest(z.unknown())),
});

/**
 * The prompt in what ComfyUI writes into its pictures: the text that hangs on a sampler's `positive` input.
 * @param items `prompt` is the graph as it ran, `workflow` as the editor shows it
 * @returns null if there is none, or it is no graph
 */
export function comfyPromptIn(items: Readonly<Record<string, string>>): string | null {
  const graph = apiGraphOf(items['prompt']) ?? editorGraphOf(items['workflow']);
  if (graph === null) {
    return null;
  }
  return wordsOfSamplers(graph);
}

/**
 * Follows the inputs that lead to words, those of the first sampler to their ends, then those of the next one. Graphs
 * of files may go round in circles, and a node without words has none for the next sampler either: each is visited
 * once.
 */
function wordsOfSamplers(graph: Graph): string | null {
  const seen = new Set<GraphNode>();
  const open: Input[] = [...graph]
    .flatMap(([from, { isSampler }]) => (isSampler ? [{ from }] : []))
    .toReversed();
  for (let input = open.pop(); input !== undefined; input = open.pop()) {
    if (typeof input === 'string') {
      if (input.trim() !== '') {
        return input.trim();
      }
      continue;
    }
    const node = graph.get(input.from);
    if (node !== undefined && !seen.has(node)) {
      seen.add(node);
      open.push(...wordInputs(node).toReversed());
    }
  }
  return null;
}

/** Best first. */
function wordInputs({ inputs }: GraphNode): Input[] {
  return WORDS.flatMap((name) => inputs[name] ?? []);
}

function apiGraphOf(text: string | undefined): Graph | null {
  const parsed = ApiGraph.safeParse(jsonOf(text));
  return parsed.success
    ? new Map(Object.entries(parsed.data).map(([id, node]) => [id, apiNode(node.inputs)]))
    : null;
}

function apiNode(given: Readonly<Record<string, unknown>>): GraphNode {
  const inputs = Object.fromEntries(
    Object.entries(given).flatMap(([name, value]): [string, Input][] => {
      const link = Link.safeParse(value);
      if (link.success) {
        return [[name, { from: String(link.data[0]) }]];
      }
      return typeof value === 'string' ? [[name, value]] : [];
    }),
  );
  return { inputs, isSampler: OF_SAMPLERS.some((name) => typeof inputs[name] === 'object') };
}

function editorGraphOf(text: string | undefined): Graph | null {
  const parsed = EditorGraph.safeParse(jsonOf(text));
  if (!parsed.success) {
    return null;
  }
  const sources = new Map(parsed.data.links.map(([id, from]) => [id, from]));
  return new Map(
    parsed.data.nodes.map(({ id, type, inputs, widgets_values: widgets }) => {
      const linked = inputs.flatMap(({ name, link }): [string, Input][] => {
        const from = sources.get(link ?? '');
        return from === undefined ? [] : [[name, { from }]];
      });
      const written = /text|prompt|string|primitive/i.test(type)
        ? widgets.find((one) => typeof one === 'string')
        : undefined;
      const texts: [string, Input][] = typeof written === 'string' ? [['text', written]] : [];
      return [
        id,
        {
          inputs: Object.fromEntries([...texts, ...linked]),
          isSampler: linked.some(([name]) => OF_SAMPLERS.some((one) => one === name)),
        },
      ];
    }),
  );
}

/** `undefined` where it is none. */
function jsonOf(text: string | undefined): unknown {
  if (text === undefined || text.length > LONGEST_GRAPH || hasMoreValues(Buffer.from(text), MOST_VALUES)) {
    return undefined;
  }
  // ComfyUI is Python, whose JSON has NaN.
  return tryParseJson(text.replace(/:\s*NaN\b/g, ': null'));
}
