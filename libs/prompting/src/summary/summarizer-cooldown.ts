import { Logger } from '@nestjs/common';
import { ServiceError } from '../service/service-error.js';

/** Long enough that not every request waits for a dead model, short enough that its return is soon noticed. */
const COOLDOWN_MS = 30_000;
const SECONDS = COOLDOWN_MS / 1000;

/** Keeps a language model that fails from being asked for each request, and tells the operator of it. */
export class SummarizerCooldown {
  private readonly logger = new Logger('Summarizer');
  private failure: string | null = null;
  private until = 0;

  /** What the model last failed with; null while it answers. */
  get reason(): string | null {
    return this.failure;
  }

  /**
   * What `ask` brings from the model.
   * @throws ServiceError of the model, or at once while it is not asked
   */
  async around<T>(ask: () => Promise<T>): Promise<T> {
    if (this.isPaused) {
      throw new ServiceError({
        kind: 'unavailable',
        message: `the language model is not asked for ${SECONDS} s after a failure: ${this.failure}`,
      });
    }
    try {
      const answer = await ask();
      this.answered();
      return answer;
    } catch (error) {
      if (error instanceof ServiceError) {
        this.failed(error.message);
      }
      throw error;
    }
  }

  private get isPaused(): boolean {
    return this.failure !== null && Date.now() < this.until;
  }

  /** Several texts may be under way when it fails: one line tells it. */
  private failed(message: string): void {
    if (!this.isPaused) {
      this.logger.warn(
        `The language model that shortens prompts failed: ${message.replace(/\.$/, '')}. For ${SECONDS} s they are shortened without it.`,
      );
    }
    this.failure = message;
    this.until = Date.now() + COOLDOWN_MS;
  }

  private answered(): void {
    if (this.failure !== null) {
      this.failure = null;
      this.logger.log('The language model that shortens prompts answers again.');
    }
  }
}
