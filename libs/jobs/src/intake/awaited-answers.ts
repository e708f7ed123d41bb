import { AnswersRepository } from '@fusionbridge/persistence';
import { Injectable, Logger, type OnModuleInit } from '@nestjs/common';

/**
 * How long after its end, or the loss of its last client, a job answers the same call again (openai-node repeats within
 * seconds; a person may not).
 */
export const JOIN_WINDOW_MS = 15 * 60_000;

/** The response that one client is waiting for. */
export interface AwaitedAnswer {
  /** Call once, when the response has ended. @param isWhole true if all of it was written */
  over(isWhole: boolean): void;
}

interface Awaited {
  /** The client received an error while the vendor request continues: it has no result yet. */
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

  /** Clients of the previous run were disconnected when it ended. */
  async onModuleInit(): Promise<void> {
    await this.answers.allLeft(Date.now(), Date.now() - JOIN_WINDOW_MS);
  }

  /** Adds a client that waits for the job's result. */
  expect(jobId: string): AwaitedAnswer {
    const one: Awaited = { isProvisional: false };
    const all = this.awaited.get(jobId) ?? new Set();
    this.awaited.set(jobId, all.add(one));
    return { over: (isWhole) => this.over(jobId, one, isWhole) };
  }

  isAwaited(jobId: string): boolean {
    return this.awaited.has(jobId);
  }

  /** The response that clients of the job get now is not its final result. */
  tellProvisionally(jobId: string): void {
    for (const one of this.awaited.get(jobId) ?? []) {
      one.isProvisional = true;
    }
  }

  /** The job was cancelled by its own caller, so a repeated call must not join it. */
  close(jobId: string): void {
    void this.written(jobId, this.answers.answered(jobId, Date.now()));
  }

  /** Lets a job without a fingerprint be found by the client's own name of a call that joined it. */
  async name(jobId: string, callerId: string, fingerprint: string): Promise<void> {
    await this.written(jobId, this.answers.nameAfterwards(jobId, callerId, fingerprint));
  }

  /** Resolves once every disconnect so far has been recorded. */
  async noted(): Promise<void> {
    await Promise.all(this.leaving);
  }

  private over(jobId: string, one: Awaited, isWhole: boolean): void {
    if (isWhole && !one.isProvisional) {
      // Until this is stored, the same call still sees a waiting client and starts a new job.
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

  /** Never rejects: at worst a repeated call gets the same pictures again, or pays for new ones. */
  private async written(jobId: string, writing: Promise<void>): Promise<void> {
    try {
      await writing;
    } catch (error) {
      this.logger.warn(`${jobId}: what became of its answer could not be written down: ${String(error)}`);
    }
  }
}
