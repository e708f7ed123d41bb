import { BridgeError } from '@fusionbridge/core';
import { chatRequestOf } from '../request/chat-request.js';
import { leftOutOf } from './left-out.js';

function leftOut(fields: object, agent = 'express'): ReturnType<typeof leftOutOf> {
  const messages = [{ role: 'user', content: 'Hello' }];
  return leftOutOf(chatRequestOf(Buffer.from(JSON.stringify({ messages, ...fields }))), agent);
}

describe(leftOutOf.name, () => {
  it('reports nothing of a chat that the agent honours as a whole', () => {
    expect(leftOut({})).toEqual([]);
    expect(leftOut({ model: 'express', stream: true, user: 'ana', n: 1 })).toEqual([]);
  });

  it('reports each sampling field with the value that was asked for', () => {
    expect(leftOut({ temperature: 0.7, stop: ['\n'], seed: 7 })).toEqual([
      { field: 'temperature', asked: '0.7', given: 'dropped', why: 'You.com has no field for it' },
      { field: 'seed', asked: '7', given: 'dropped', why: 'You.com has no field for it' },
      { field: 'stop', asked: '["\\n"]', given: 'dropped', why: 'You.com has no field for it' },
    ]);
  });

  it('reports a zero, but nothing that is empty or off', () => {
    expect(leftOut({ temperature: 0 })).toHaveLength(1);
    expect(
      leftOut({ temperature: null, stop: [], reasoning_effort: '', tools: [], logprobs: false }),
    ).toEqual([]);
  });

  it('reports that another agent answers than the model that was named', () => {
    expect(leftOut({ model: 'gpt-5' })).toEqual([
      { field: 'model', asked: 'gpt-5', given: 'express', why: 'this agent of You.com answers' },
    ]);
  });

  it.each<[string, object, string]>([
    ['tools', { tools: [{ type: 'function' }] }, 'tools'],
    ['functions', { functions: [{ name: 'f' }] }, 'functions'],
    ['JSON as the format', { response_format: { type: 'json_object' } }, 'response_format'],
    ['log probabilities', { logprobs: true }, 'logprobs'],
    ['a voice', { audio: { voice: 'alloy' } }, 'audio'],
    ['several answers', { n: 2 }, 'n'],
    [
      'a picture',
      {
        messages: [
          { role: 'user', content: 'Look' },
          {
            role: 'user',
            content: [
              { type: 'text', text: 'here' },
              { type: 'image_url', image_url: { url: 'x' } },
            ],
          },
        ],
      },
      'messages[1].content',
    ],
  ])('refuses a chat that needs %s', (_what, fields, field) => {
    let error: unknown = null;
    try {
      leftOut(fields);
    } catch (thrown) {
      error = thrown;
    }
    expect(error).toBeInstanceOf(BridgeError);
    expect(error).toMatchObject({ kind: 'unsupported', field });
    expect(String(error)).toContain('Leave it out, or ask another chat model.');
  });

  it('accepts plain text as the format', () => {
    expect(leftOut({ response_format: { type: 'text' } })).toEqual([]);
  });
});
