import { BridgeError } from '@fusionbridge/core';
import { chatRequestOf, textOf } from './chat-request.js';

const HELLO = [{ role: 'user', content: 'Hello' }];

function read(body: unknown): ReturnType<typeof chatRequestOf> {
  return chatRequestOf(Buffer.from(JSON.stringify(body)));
}

function refusalOf(body: unknown): BridgeError {
  try {
    read(body);
  } catch (error) {
    if (error instanceof BridgeError) {
      return error;
    }
  }
  throw new Error('the body was accepted');
}

describe(chatRequestOf.name, () => {
  it('reads what the bridge looks at, and keeps the body to the byte', () => {
    const raw = Buffer.from('{ "model":"m",  "messages":[{"role":"user","content":"é"}], "top_k": 3 }');
    expect(chatRequestOf(raw)).toEqual({
      model: 'm',
      agentId: null,
      messages: [{ role: 'user', content: 'é' }],
      stream: false,
      includeUsage: false,
      fields: { model: 'm', messages: [{ role: 'user', content: 'é' }], top_k: 3 },
      raw,
    });
  });

  it.each([
    ['no model', {}, { model: null, agentId: null }],
    ['null for the model', { model: null, agent_id: null }, { model: null, agentId: null }],
    ['an empty model', { model: '', agent_id: '' }, { model: null, agentId: null }],
    ['blanks around a model', { model: ' m ' }, { model: 'm' }],
    ['an agent', { agent_id: 'express' }, { agentId: 'express' }],
    ['a stream', { stream: true }, { stream: true, includeUsage: false }],
    ['no stream', { stream: null }, { stream: false }],
    ['usage', { stream: true, stream_options: { include_usage: true } }, { includeUsage: true }],
    ['no usage', { stream: true, stream_options: null }, { includeUsage: false }],
  ])('reads %s', (_what, fields, expected) => {
    expect(read({ messages: HELLO, ...fields })).toMatchObject(expected);
  });

  it.each(['system', 'developer', 'user', 'assistant', 'tool', 'function'])(
    'accepts a message of %s',
    (role) => {
      expect(read({ messages: [{ role, content: 'x' }] }).messages).toEqual([{ role, content: 'x' }]);
    },
  );

  it.each(['assistant', 'tool', 'function'])('accepts a message of %s without content', (role) => {
    expect(
      read({
        messages: [
          { role, tool_calls: [] },
          { role, content: null },
        ],
      }).messages,
    ).toHaveLength(2);
  });

  it('keeps fields and parts that it does not know', () => {
    const picture = { type: 'image_url', image_url: { url: 'data:image/png;base64,AA==' } };
    const { messages, fields } = read({
      messages: [{ role: 'user', name: 'Ana', content: [{ type: 'text', text: 'Look' }, picture] }],
      my_field: [1],
    });
    expect(messages[0]).toEqual({
      role: 'user',
      name: 'Ana',
      content: [{ type: 'text', text: 'Look' }, picture],
    });
    expect(fields['my_field']).toEqual([1]);
  });

  it.each<[string, unknown, string, string]>([
    ['a list', [], 'body', 'must be a JSON object'],
    ['a text', 'hello', 'body', 'must be a JSON object'],
    ['no messages', {}, 'messages', 'must be a list of messages'],
    ['an empty list', { messages: [] }, 'messages', 'at least one message'],
    ['too many messages', { messages: Array(2049).fill(HELLO[0]) }, 'messages', 'more than 2048'],
    ['a message that is a text', { messages: ['hello'] }, 'messages[0]', 'object with role and content'],
    [
      'an unknown role',
      { messages: [{ role: 'bot', content: 'x' }] },
      'messages[0].role',
      'must be one of system',
    ],
    [
      'a user without content',
      { messages: [...HELLO, { role: 'user' }] },
      'messages[1].content',
      'a text or a list',
    ],
    [
      'content that is a number',
      { messages: [{ role: 'user', content: 1 }] },
      'messages[0].content',
      'a text or',
    ],
    ['a model that is a number', { messages: HELLO, model: 4 }, 'model', 'must be a text'],
    ['a long model', { messages: HELLO, model: 'm'.repeat(201) }, 'model', 'longer than 200'],
    ['an agent with blanks', { messages: HELLO, agent_id: 'my agent' }, 'agent_id', 'name or id of an agent'],
    ['a stream that is a text', { messages: HELLO, stream: 'yes' }, 'stream', 'must be true or false'],
    [
      'usage that is a number',
      { messages: HELLO, stream_options: { include_usage: 1 } },
      'stream_options.include_usage',
      'must be true or false',
    ],
  ])('refuses %s and names the field', (_what, body, field, reason) => {
    const refusal = refusalOf(body);
    expect(refusal).toMatchObject({ kind: 'invalid_request', field });
    expect(refusal.message).toContain(`Invalid '${field}'`);
    expect(refusal.message).toContain(reason);
  });

  it('refuses a missing body and one over the limit', () => {
    expect(() => chatRequestOf(null)).toThrow('must be a JSON object with at least messages');
    expect(() => chatRequestOf(Buffer.alloc(32 * 1024 * 1024 + 1, ' '))).toThrow('larger than 32 MiB');
  });
});

describe(textOf.name, () => {
  it.each([
    ['a text', 'Hello', 'Hello'],
    ['nothing', null, ''],
    [
      'parts, without those that are no text',
      [{ type: 'text', text: 'a' }, { type: 'image_url' }, { type: 'text', text: 'b' }],
      'a\nb',
    ],
    [
      'empty parts',
      [
        { type: 'text', text: '' },
        { type: 'text', text: 'b' },
      ],
      'b',
    ],
  ])('is the text of %s', (_what, content, text) => {
    expect(textOf({ role: 'assistant', content })).toBe(text);
  });
});
