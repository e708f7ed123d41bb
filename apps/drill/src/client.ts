import type { RoutePolicy } from '@fusionbridge/core';
import sharp from 'sharp';
import { z } from 'zod';

/** What came of one request. */
export interface Outcome {
  /** Names the request, in its prompt and as its idempotency key. */
  readonly mark: string;
  /** The client has a whole picture. */
  readonly isDelivered: boolean;
  readonly ms: number;
  /** What the bridge said where there is no picture; null where the connection broke. */
  readonly message: string | null;
}

const Answer = z.object({ data: z.tuple([z.object({ b64_json: z.string().min(1) })]) });
const Refusal = z.object({ error: z.object({ message: z.string() }) });

/** Asks the bridge for one small picture. Never throws: whatever goes wrong is what came of it. */
export async function askFor(url: string, mark: string, routing: RoutePolicy): Promise<Outcome> {
  const startedAt = performance.now();
  const outcome = { mark, isDelivered: false, message: null };
  try {
    const response = await fetch(`${url}/v1/images/generations`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'idempotency-key': mark },
      body: JSON.stringify({
        prompt: `a fox, ${mark}`,
        size: '256x256',
        response_format: 'b64_json',
        routing,
      }),
    });
    const body: unknown = await response.json();
    const ms = performance.now() - startedAt;
    const answer = Answer.safeParse(body);
    if (answer.success) {
      const bytes = Buffer.from(answer.data.data[0].b64_json, 'base64');
      const isDelivered = await isWhole(bytes);
      return { ...outcome, ms, isDelivered, message: isDelivered ? null : 'The picture is not whole.' };
    }
    const refusal = Refusal.safeParse(body);
    return { ...outcome, ms, message: refusal.success ? refusal.data.error.message : 'no answer' };
  } catch {
    return { ...outcome, ms: performance.now() - startedAt };
  }
}

/** Whether the bytes are a picture that can be decoded to its last line. */
export async function isWhole(bytes: Buffer): Promise<boolean> {
  try {
    await sharp(bytes, { failOn: 'truncated' }).raw().toBuffer();
    return true;
  } catch {
    return false;
  }
}

/** So many requests, `concurrency` at a time; their outcomes in the order in which they were begun. */
export async function askForMany(
  count: number,
  concurrency: number,
  ask: (index: number) => Promise<Outcome>,
): Promise<Outcome[]> {
  const outcomes: Outcome[] = [];
  let next = 0;
  const worker = async (): Promise<void> => {
    while (next < count) {
      const index = next;
      next += 1;
      outcomes[index] = await ask(index);
    }
  };
  await Promise.all(Array.from({ length: concurrency }, worker));
  return outcomes;
}
