import { AnswersRepository } from '@fusionbridge/persistence';
import { Injectable, Logger, type OnModuleInit } from '@nestjs/common';

/**
 * How long after its end, or the loss of its last client, a job answers the same call again (openai-node repeats within
 * seconds; a person may not).
 */
export const JOIN_WINDOW_MS = 15 * 60_000;

/** The answer that one client waits for. */
export interface AwaitedAnswer {
  /** To be called once, when the response is over. @param isWhole Whether all of it was written */
  over(isWhole: boolean): void;
}

interface Awaited {
  /** The client was told of a failure while the order goes on: it has no answer yet. */
  isProvisional: boolean;
}

/**
 * Knows which jobs a client waits for, and writes down when the answer of one is out or its last client has gone: from
 * that the same call sent again is told to be a new one, or a repeat of a call whose answer was lost.
 */
@Injectable()
export class AwaitedAnswers implements OnModuleInit {
  private readonly logger = new Logger('Jobs');
  private readonly awaited = new Map<string, Set<Awaited>>();
  private readonly leaving = new Set<Promise<void>>();

  constructor(private readonly answers: AnswersRepository) {}

  /** The clients of the last run have gone with it. */
  async onModuleInit(): Promise<void> {
    await this.answers.allLeft(Date.now(), Date.now() - JOIN_WINDOW_MS);
  }

  /** One more client waits for the answer of the job. */
  expect(jobId: string): AwaitedAnswer {
    const one: Awaited = { isProvisional: false };
    const all = this.awaited.get(jobId) ?? new Set();
    this.awaited.set(jobId, all.add(one));
    return { over: (isWhole) => this.over(jobId, one, isWhole) };
  }

  isAwaited(jobId: string): boolean {
    return this.awaited.has(jobId);
  }

  /** What clients of the job are told now is not its end. */
  tellProvisionally(jobId: string): void {
    for (const one of this.awaited.get(jobId) ?? []) {
      one.isProvisional = true;
    }
  }

  /** Its own caller ended the job, and wants nothing of it any more. */
  close(jobId: string): void {
    void this.written(jobId, this.answers.answered(jobId, Date.now()));
  }

  /** Lets a job without a fingerprint be found by the client's own name of a call that joined it. */
  async name(jobId: string, callerId: string, fingerprint: string): Promise<void> {
    await this.written(jobId, this.answers.nameAfterwards(jobId, callerId, fingerprint));
  }

  /** Resolves once all that have gone until now are written down. */
  async noted(): Promise<void> {
    await Promise.all(this.leaving);
  }

  private over(jobId: string, one: Awaited, isWhole: boolean): void {
    if (isWhole && !one.isProvisional) {
      // Until it is on disk the same call finds somebody who waits, and is a new one.
      const answered = this.written(jobId, this.answers.answered(jobId, Date.now()));
      void answered.then(() => this.forget(jobId, one));
      return;
    }
    this.forget(jobId, one);
    if (!this.isAwaited(jobId)) {
      const leaving = this.written(jobId, this.answers.left(jobId, Date.now()));
      this.leaving.add(leaving);
      void leaving.then(() => this.leaving.delete(leaving));
    }
  }

  private forget(jobId: string, one: Awaited): void {
    const all = this.awaited.get(jobId);
    all?.delete(one);
    if (all?.size === 0) {
      this.awaited.delete(jobId);
    }
  }

  /** Never rejects: the worst of it is that a repeated call gets the same pictures once more, or pays for new ones. */
  private async written(jobId: string, writing: Promise<void>): Promise<void> {
    try {
      await writing;
    } catch (error) {
      this.logger.warn(`${jobId}: what became of its answer could not be written down: ${String(error)}`);
    }
  }
}
