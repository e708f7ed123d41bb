import { paint, type Pace, type QueuedOrder, type Reply } from '../kit/index.js';
import type { Painting } from './graph-reading.js';
import type { Sockets } from './sockets.js';

const PREVIEW_SIDE = 64;

/** Who ordered a prompt, and under which numbers it goes. */
export interface PromptFacts {
  readonly id: string;
  readonly clientId: string;
  readonly number: number;
  readonly graph: unknown;
}

/** One prompt in the server's queue, which tells its client how far it is. */
export class PromptOrder implements QueuedOrder {
  readonly id: string;
  readonly failure: Reply | null = null;
  /** The node that is being worked on. */
  node = '';
  wasInterrupted = false;
  private stop: () => void = () => undefined;
  private readonly stopped = new Promise<void>((resolve) => {
    this.stop = resolve;
  });

  constructor(
    readonly facts: PromptFacts,
    readonly painting: Painting,
    private readonly sockets: Sockets,
  ) {
    this.id = facts.id;
  }

  get size(): { width: number; height: number } {
    return this.painting;
  }

  interrupt(): void {
    this.wasInterrupted = true;
    this.stop();
  }

  async paint(pace: Pace): Promise<readonly Buffer[]> {
    const { seed, count, steps, canvas, sampler, save } = this.painting;
    this.tell('execution_start', { timestamp: Date.now() });
    this.tell('execution_cached', { nodes: [], timestamp: Date.now() });
    this.enter(sampler);
    const half = Math.ceil(steps / 2);
    await this.step(1, half);
    await Promise.race([pace.halfWay(), this.stopped]);
    if (this.wasInterrupted) {
      this.tell('execution_interrupted', { node_id: this.node, node_type: 'KSampler', executed: [] });
      throw new Error('interrupted');
    }
    await this.step(half + 1, steps);
    const pictures = await Promise.all(
      Array.from({ length: count }, async (_, index) =>
        paint({ ...this.painting, seed: seed + index }, canvas),
      ),
    );
    this.enter(save);
    this.tell('executed', { node: save, display_node: save, output: {} });
    this.tell('execution_success', { timestamp: Date.now() });
    return pictures;
  }

  /** The history has it by now. */
  ended(): void {
    this.tell('executing', { node: null });
  }

  private enter(node: string): void {
    this.node = node;
    this.tell('executing', { node, display_node: node });
  }

  private async step(from: number, to: number): Promise<void> {
    const preview = await paint({
      width: PREVIEW_SIDE,
      height: PREVIEW_SIDE,
      seed: from,
      subject: this.painting.subject,
    });
    for (let value = from; value <= to; value += 1) {
      this.tell('progress', { value, max: this.painting.steps, node: this.node });
    }
    this.sockets.show(this.facts.clientId, preview, { node_id: this.node, prompt_id: this.id });
  }

  private tell(type: string, data: object): void {
    this.sockets.tell(this.facts.clientId, type, { ...data, prompt_id: this.id });
  }
}
