import { BridgeError, type Degradation } from '@fusionbridge/core';
import type { ChatRequest } from '../request/chat-request.js';

/** Fields that only influence the answer and that agents do not support. */
const DROPPED_FIELDS = [
  'temperature',
  'top_p',
  'top_k',
  'min_p',
  'max_tokens',
  'max_completion_tokens',
  'presence_penalty',
  'frequency_penalty',
  'repetition_penalty',
  'seed',
  'stop',
  'logit_bias',
  'reasoning_effort',
];

/** Fields without which the answer would be useless. */
const REQUIRED_FIELDS = ['tools', 'functions', 'response_format', 'logprobs', 'audio'];

/**
 * The request fields that an agent cannot honour.
 * @throws BridgeError `unsupported` if the answer would be useless without one
 */
export function leftOutOf(request: ChatRequest, agent: string): readonly Degradation[] {
  refuseNeeded(request);
  const { fields, model } = request;
  const why = 'You.com has no field for it';
  const dropped = DROPPED_FIELDS.filter((field) => isGiven(fields[field])).map((field) => ({
    field,
    asked: JSON.stringify(fields[field]),
    given: 'dropped',
    why,
  }));
  const another =
    model === null || model === agent
      ? []
      : [{ field: 'model', asked: model, given: agent, why: 'this agent of You.com answers' }];
  return [...another, ...dropped];
}

function refuseNeeded({ fields, messages }: ChatRequest): void {
  const field = REQUIRED_FIELDS.find((name) => isGiven(fields[name]) && !isPlainText(fields[name]));
  if (field !== undefined) {
    throw unsupported(field, `You.com's agents know no '${field}'`);
  }
  if (typeof fields['n'] === 'number' && fields['n'] > 1) {
    throw unsupported('n', "You.com's agents give one answer");
  }
  const at = messages.findIndex(
    ({ content }) => Array.isArray(content) && content.some(({ type }) => type !== 'text'),
  );
  if (at !== -1) {
    throw unsupported(`messages[${at}].content`, "You.com's agents take texts only, no pictures or sounds");
  }
}

function isPlainText(value: unknown): boolean {
  return typeof value === 'object' && value !== null && 'type' in value && value.type === 'text';
}

function isGiven(value: unknown): boolean {
  const isEmpty = Array.isArray(value) && value.length === 0;
  return value !== undefined && value !== null && value !== false && value !== '' && !isEmpty;
}

function unsupported(field: string, reason: string): BridgeError {
  return new BridgeError({
    kind: 'unsupported',
    field,
    message: `Invalid '${field}': ${reason}. Leave it out, or ask another chat model.`,
  });
}
