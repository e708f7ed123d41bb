import type { PictureJson } from '../../../../answers/index.js';
import { openAiAnswerTo } from '../../errors/openai-error.js';

const END = Buffer.from('\n\n');

/** An event in pieces: the pictures in it flow from the disk. */
export async function* sseEvent(name: string, data: PictureJson): AsyncGenerator<Buffer, void, undefined> {
  yield Buffer.from(`event: ${name}\ndata: `);
  yield* data.pieces();
  yield END;
}

/** OpenAI's SDKs throw what stands in `error`. */
export function errorEvent(error: unknown): Buffer {
  const data = { type: 'error', ...openAiAnswerTo(error, 'no').body };
  return Buffer.from(`event: error\ndata: ${JSON.stringify(data)}\n\n`);
}
