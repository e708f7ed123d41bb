import { ProviderError } from '@fusionbridge/core';
import { z } from 'zod';
import { jsonBody, MAX_INVENTORY_VALUES, sanitizeVendorText, type VendorClient } from '@fusionbridge/http';
import { HistoryAnswer, type HistoryEntry, QueueAnswer, SubmitAnswer } from './comfyui.schemas.js';
import { refusedNodes } from './read-failure.js';
import type { Graph } from './workflows/template.js';

const CANCEL_MS = 3000;
/** The queue repeats every graph that waits, and the history that of the prompt. */
const MOST_BYTES = 32 * 1024 * 1024;

/** How long to wait for an answer, and who may end it. */
export interface Patience {
  readonly signal: AbortSignal;
  readonly timeoutMs: number;
}

/** Where a prompt stands in the queue. */
export type Standing =
  { readonly is: 'running' | 'gone' } | { readonly is: 'waiting'; readonly position: number };

/** ComfyUI's routes around one prompt. */
export class ComfyServer {
  constructor(
    readonly id: string,
    private readonly client: VendorClient,
  ) {}

  /**
   * Orders a prompt, once. @returns its id at the server: older ones choose it themselves
   * @throws ProviderError `validation` or `configuration`, `rejected` also where only a part of the graph is wrong; nothing goes on then
   */
  async order(graph: Graph, promptId: string, patience: Patience): Promise<string> {
    const body = { prompt: graph, client_id: promptId, prompt_id: promptId };
    const { value } = await this.client.post(jsonBody(body), {
      path: 'prompt',
      ...patience,
      answer: SubmitAnswer,
      expects: 'acknowledgement',
    });
    if (Object.keys(value.node_errors).length === 0) {
      return value.prompt_id;
    }
    await this.stop(value.prompt_id);
    const { says, ...refusal } = refusedNodes(value.node_errors);
    throw new ProviderError({
      ...refusal,
      provider: this.id,
      outcome: 'rejected',
      message: `${this.id} refused a part of the workflow: ${sanitizeVendorText(says)}`,
    });
  }

  /** null until the prompt has ended. */
  async history(promptId: string, patience: Patience): Promise<HistoryEntry | null> {
    const { value } = await this.client.get({
      path: `history/${encodeURIComponent(promptId)}`,
      ...patience,
      maxBytes: MOST_BYTES,
      maxValues: MAX_INVENTORY_VALUES,
      answer: HistoryAnswer,
    });
    return value[promptId] ?? null;
  }

  async standing(promptId: string, patience: Patience): Promise<Standing> {
    const { value } = await this.client.get({
      path: 'queue',
      ...patience,
      maxBytes: MOST_BYTES,
      maxValues: MAX_INVENTORY_VALUES,
      answer: QueueAnswer,
    });
    if (value.queue_running.some(([, id]) => id === promptId)) {
      return { is: 'running' };
    }
    const waiting = value.queue_pending.toSorted(([one], [other]) => one - other);
    const position = waiting.findIndex(([, id]) => id === promptId);
    return position === -1 ? { is: 'gone' } : { is: 'waiting', position };
  }

  /**
   * Takes the prompt out of the queue, or interrupts it while it runs. Servers before targeted interrupts stop whatever
   * runs, so it is made sure before that this is the prompt; it may have begun while it was taken out.
   */
  async stop(promptId: string): Promise<void> {
    const patience = { signal: AbortSignal.timeout(CANCEL_MS), timeoutMs: CANCEL_MS };
    let standing = await this.standing(promptId, patience);
    if (standing.is === 'waiting') {
      await this.tell('queue', { delete: [promptId] }, patience);
      standing = await this.standing(promptId, patience);
    }
    if (standing.is === 'running') {
      await this.tell('interrupt', { prompt_id: promptId }, patience);
    }
  }

  private async tell(path: string, body: object, patience: Patience): Promise<void> {
    await this.client.post(jsonBody(body), { path, ...patience, answer: z.unknown() });
  }
}
