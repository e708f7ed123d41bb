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
 * A chat as the one text that an agent takes: what the system says in a frame at the top, wherever it stood, and the
 * rest in its order, each under who says it (contracts/vendors-b.md §9).
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
