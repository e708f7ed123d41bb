import { type ChatMessage, textOf } from '../request/chat-request.js';

const HEADINGS: Readonly<Record<ChatMessage['role'], string | null>> = {
  system: null,
  developer: null,
  user: '[User]',
  assistant: '[Assistant]',
  tool: '[Tool]',
  function: '[Tool]',
};

/**
 * Converts a chat to the single text that an agent takes: all system messages in a block at the top, then the other messages
 * in order, each under its role.
 */
export function foldMessages(messages: readonly ChatMessage[]): string {
  const told = messages.map((message) => ({ heading: HEADINGS[message.role], text: textOf(message) }));
  const system = told.filter(({ heading, text }) => heading === null && text !== '').map(({ text }) => text);
  const said = told.flatMap(({ heading, text }) =>
    heading === null || text === '' ? [] : [`${heading}\n${text}`],
  );
  const frame =
    system.length === 0 ? [] : [`[System Instructions]\n${system.join('\n\n')}\n[/System Instructions]`];
  return [...frame, ...said].join('\n\n');
}
