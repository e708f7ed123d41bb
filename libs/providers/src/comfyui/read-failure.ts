import type { FailedAnswer, Verdict } from '../http/index.js';
import { FailureAnswer } from './comfyui.schemas.js';

/** How ComfyUI refuses a prompt (server.py: post_prompt): one error, and the mistakes in each node. */
export function readFailure({ body }: FailedAnswer): Partial<Verdict> {
  const parsed = FailureAnswer.safeParse(body);
  if (!parsed.success) {
    return {};
  }
  const { error, node_errors: nodes } = parsed.data;
  const says = saidIn(nodes) || joined(error?.message ?? '', error?.details ?? '');
  return {
    ...(says === '' ? {} : { says }),
    ...(error?.type === undefined ? {} : { vendorCode: error.type }),
  };
}

/** What the server found wrong in the nodes of a prompt; empty where it found nothing. */
export function saidOfNodes(nodes: Readonly<Record<string, unknown>>): string {
  const parsed = FailureAnswer.safeParse({ node_errors: nodes });
  const says = parsed.success ? saidIn(parsed.data.node_errors) : '';
  return says === '' ? `mistakes in nodes ${Object.keys(nodes).join(', ')}` : says;
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
