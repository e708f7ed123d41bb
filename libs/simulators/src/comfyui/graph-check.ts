import { isRecord, type Reply } from '../kit/index.js';
import { CLASSES, type InputRule, type NodeClass } from './object-info.js';

/** One node as it came, its class known. */
export interface SentNode {
  readonly className: string;
  readonly rules: NodeClass;
  readonly inputs: Readonly<Record<string, unknown>>;
}

export type SentGraph = Readonly<Record<string, SentNode>>;

interface Mistake {
  readonly type: string;
  readonly message: string;
  readonly details: string;
  readonly extra_info: object;
}

/** A graph of which at least one output can be worked on, and the mistakes in the rest. */
export interface CheckedGraph {
  readonly graph: SentGraph;
  readonly nodeErrors: Readonly<Record<string, unknown>>;
}

function refused(type: string, message: string, details: string, nodeErrors: object = {}): Reply {
  const error = { type, message, details, extra_info: {} };
  return { status: 400, body: { error, node_errors: nodeErrors } };
}

/** Checks a graph as the server does, class by class and then output by output. */
export function checkedGraph(prompt: unknown, hasInputFile: (name: string) => boolean): CheckedGraph | Reply {
  if (!isRecord(prompt)) {
    return refused('no_prompt', 'No prompt provided', 'No prompt provided');
  }
  const graph: Record<string, SentNode> = {};
  for (const [id, node] of Object.entries(prompt)) {
    const { class_type: className, inputs } = isRecord(node) ? node : {};
    const rules = typeof className === 'string' ? CLASSES[className] : undefined;
    if (typeof className !== 'string' || rules === undefined) {
      const message = `Cannot execute because node ${String(className)} does not exist.`;
      return refused('invalid_prompt', message, `Node ID '#${id}'`);
    }
    graph[id] = { className, rules, inputs: isRecord(inputs) ? inputs : {} };
  }
  const outputs = Object.keys(graph).filter((id) => graph[id]?.rules.isOutput);
  if (outputs.length === 0) {
    return refused('prompt_no_outputs', 'Prompt has no outputs', '');
  }
  return judged(graph, outputs, hasInputFile);
}

function judged(
  graph: SentGraph,
  outputs: readonly string[],
  hasInputFile: (name: string) => boolean,
): CheckedGraph | Reply {
  const nodeErrors: Record<string, unknown> = {};
  for (const [id, node] of Object.entries(graph)) {
    const errors = mistakesIn(node, graph, hasInputFile);
    const dependent = outputs.filter((output) => needs(graph, output).has(id));
    if (errors.length > 0 && dependent.length > 0) {
      nodeErrors[id] = { errors, dependent_outputs: dependent, class_type: node.className };
    }
  }
  const broken = Object.keys(nodeErrors);
  const good = outputs.filter((output) => broken.every((id) => !needs(graph, output).has(id)));
  return good.length > 0
    ? { graph, nodeErrors }
    : refused('prompt_outputs_failed_validation', 'Prompt outputs failed validation', '', nodeErrors);
}

/** A node and everything it is fed by. */
function needs(graph: SentGraph, id: string, found = new Set<string>()): Set<string> {
  if (!found.has(id)) {
    found.add(id);
    for (const value of Object.values(graph[id]?.inputs ?? {})) {
      if (isLink(value)) {
        needs(graph, value[0], found);
      }
    }
  }
  return found;
}

function isLink(value: unknown): value is [string, number] {
  return (
    Array.isArray(value) && value.length === 2 && typeof value[0] === 'string' && Number.isInteger(value[1])
  );
}

function mistakesIn(node: SentNode, graph: SentGraph, hasInputFile: (name: string) => boolean): Mistake[] {
  return Object.entries(node.rules.required).flatMap(([name, rule]) => {
    const value = node.inputs[name];
    if (value === undefined) {
      return [mistake('required_input_missing', 'Required input is missing', name, name)];
    }
    return 'link' in rule || Array.isArray(value)
      ? wrongLink(name, value, rule, graph)
      : wrongValue(name, value, rule, hasInputFile);
  });
}

function wrongLink(name: string, value: unknown, rule: InputRule, graph: SentGraph): Mistake[] {
  const output = isLink(value) ? graph[value[0]]?.rules.output[value[1]] : undefined;
  if (output === undefined) {
    const message = 'Bad linked input, must be a length-2 list of [node_id, slot_index]';
    return [mistake('bad_linked_input', message, name, name)];
  }
  const wanted = 'link' in rule ? rule.link : '';
  const details = `${name}, received_type(${output}) mismatch input_type(${wanted})`;
  return output === wanted
    ? []
    : [mistake('return_type_mismatch', 'Return type mismatch between linked nodes', details, name)];
}

function wrongValue(
  name: string,
  value: unknown,
  rule: InputRule,
  hasInputFile: (name: string) => boolean,
): Mistake[] {
  if ('values' in rule) {
    const details = `${name}: '${String(value)}' not in [${rule.values.map((one) => `'${one}'`).join(', ')}]`;
    return rule.values.some((one) => one === value)
      ? []
      : [mistake('value_not_in_list', 'Value not in list', details, name)];
  }
  if ('number' in rule) {
    return wrongNumber(name, value, rule);
  }
  if ('is' in rule && rule.is === 'input file' && !hasInputFile(String(value))) {
    const details = `${name} - Invalid image file: ${String(value)}`;
    return [mistake('custom_validation_failed', 'Custom validation failed for node', details, name)];
  }
  return [];
}

function wrongNumber(
  name: string,
  value: unknown,
  { number, min, max }: { number: string; min: number; max: number },
): Mistake[] {
  if (typeof value !== 'number' || (number === 'INT' && !Number.isInteger(value))) {
    const message = `Failed to convert an input value to a ${number} value`;
    return [mistake('invalid_input_type', message, `${name}, ${String(value)}`, name)];
  }
  if (value < min) {
    return [mistake('value_smaller_than_min', `Value ${value} smaller than min of ${min}`, name, name)];
  }
  return value > max
    ? [mistake('value_bigger_than_max', `Value ${value} bigger than max of ${max}`, name, name)]
    : [];
}

function mistake(type: string, message: string, details: string, input: string): Mistake {
  return { type, message, details, extra_info: { input_name: input } };
}
