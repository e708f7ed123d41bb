import type { ErrorResponse, VendorFailure } from '@fusionbridge/http';
import { FailureAnswer } from './comfyui.schemas.js';

/** Where the operator names workflows and their checkpoints. */
const SETTING = 'COMFYUI_WORKFLOWS or config/models.json';

/** Refusals of the whole graph, whatever was asked: a node that is not installed, nothing to put out. */
const OF_THE_GRAPH = new Set(['invalid_prompt', 'missing_node_type', 'prompt_no_outputs']);
/** Mistakes in how a workflow was put together. */
const OF_THE_TEMPLATE = new Set(['required_input_missing', 'bad_linked_input', 'return_type_mismatch']);
/** Inputs that name a file of the server which no client chooses. */
const MODEL_FILE = /^(?:ckpt|unet|vae|clip|model|style_model|control_net)_name\d*$/;

/** How ComfyUI refuses a prompt (server.py: post_prompt): one error, and the mistakes in each node. */
export function readFailure({ body }: ErrorResponse): Partial<VendorFailure> {
  const parsed = FailureAnswer.safeParse(body);
  if (!parsed.success) {
    return {};
  }
  const { error, node_errors: nodes } = parsed.data;
  const says = saidIn(nodes) || joined(error?.message ?? '', error?.details ?? '');
  return {
    ...(isWrongWorkflow(parsed.data) ? { kind: 'configuration' as const, setting: SETTING } : {}),
    ...(says === '' ? {} : { says }),
    ...(error?.type === undefined ? {} : { vendorCode: error.type }),
  };
}

/** What the server found wrong in the nodes of a prompt of which it took the rest. */
export function refusedNodes(
  nodes: Readonly<Record<string, unknown>>,
): Pick<VendorFailure, 'kind' | 'says'> & { setting?: string } {
  const {
    kind = 'validation',
    says = '',
    setting,
  } = readFailure({
    status: 200,
    body: { node_errors: nodes },
    text: '',
  });
  return {
    kind,
    says: says === '' ? `mistakes in nodes ${Object.keys(nodes).join(', ')}` : says,
    ...(setting === undefined ? {} : { setting }),
  };
}

/** Whether no request could go through as this workflow is, or as the server is equipped. */
function isWrongWorkflow({ error, node_errors: nodes }: FailureAnswer): boolean {
  const mistakes = Object.values(nodes).flatMap(({ errors }) => errors);
  return (
    OF_THE_GRAPH.has(error?.type ?? '') ||
    mistakes.some(
      ({ type, extra_info: { input_name: input } }) =>
        OF_THE_TEMPLATE.has(type) || (type === 'value_not_in_list' && MODEL_FILE.test(input)),
    )
  );
}

function saidIn(nodes: FailureAnswer['node_errors']): string {
  return Object.values(nodes)
    .flatMap(({ class_type: name, errors }) =>
      errors.map(({ message, details }) => `${name}: ${joined(message, details)}`),
    )
    .join('; ');
}

function joined(message: string, details: string): string {
  return [message, details].filter((part) => part !== '').join(': ');
}
