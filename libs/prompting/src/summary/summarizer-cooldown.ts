import { Logger } from '@nestjs/common';
import { ServiceError } from '../service/service-error.js';

/** Long enough to spare requests from waiting for a failed model, short enough to notice its recovery soon. */
const COOLDOWN_MS = 30_000;
const SECONDS = COOLDOWN_MS / 1000;

/** Suspends calls to a failing language model, and logs the failure for the operator. */
export class SummarizerCooldown {
  private readonly logger = new Logger('Summarizer');
  private failure: string | null = null;
  private until = 0;

  /** Message of the last failure; null while the model works. */
  get reason(): string | null {
    return this.failure;
  }

  /**
   * Calls the model.
   * @throws ServiceError of the call, or immediately during the cooldown
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

  /** Several calls may fail at the same time; only the first is logged. */
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
