import { Injectable } from '@nestjs/common';
import { Database } from './database.js';

/** Records whether the responses of jobs were delivered. Times are Unix milliseconds. */
@Injectable()
export class AnswersRepository {
  constructor(private readonly database: Database) {}

  /** A client has received the whole response, so the same call sent again is a new one. */
  async answered(jobId: string, at: number): Promise<void> {
    await this.database.write((query) =>
      query
        .updateTable('jobs')
        .set({ answered_at: at })
        .where('id', '=', jobId)
        .where('answered_at', 'is', null)
        .execute(),
    );
  }

  /** The last client has disconnected without the response. */
  async left(jobId: string, at: number): Promise<void> {
    await this.database.write((query) =>
      query.updateTable('jobs').set({ left_at: at }).where('id', '=', jobId).execute(),
    );
  }

  /**
   * What `left` would have written for the jobs of a process that was killed: unfinished ones, and those that ended
   * after `since`.
   */
  async allLeft(at: number, since: number): Promise<void> {
    await this.database.write((query) =>
      query
        .updateTable('jobs')
        .set({ left_at: at })
        .where('call', 'is not', null)
        .where('answered_at', 'is', null)
        .where('left_at', 'is', null)
        .where('owner', '=', this.database.instance.id)
        .where((is) => is.or([is('finished_at', 'is', null), is('finished_at', '>', since)]))
        .execute(),
    );
  }

  /** Gives a job without a fingerprint this one, unless another job has it. */
  async nameAfterwards(jobId: string, callerId: string, fingerprint: string): Promise<void> {
    await this.database.write((query) =>
      query
        .updateTable('jobs')
        .set({ fingerprint })
        .where('id', '=', jobId)
        .where('fingerprint', 'is', null)
        .where((is) =>
          is.not(
            is.exists(
              is
                .selectFrom('jobs as other')
                .select('other.id')
                .where('other.caller_id', '=', callerId)
                .where('other.fingerprint', '=', fingerprint),
            ),
          ),
        )
        .execute(),
    );
  }
}
