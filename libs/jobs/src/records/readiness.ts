import { PictureStore } from '@fusionbridge/media';
import { Database } from '@fusionbridge/persistence';
import { Injectable } from '@nestjs/common';

/** Checks that the bridge can store what it would pay for: records in the database, pictures in the store. */
@Injectable()
export class Readiness {
  constructor(
    private readonly database: Database,
    private readonly store: PictureStore,
  ) {}

  /** One sentence per known problem; empty if there are none. Does no I/O. */
  problems(): string[] {
    return [this.database.problem, this.store.problem].filter((problem) => problem !== null);
  }

  /**
   * Call before an order is accepted: if the last picture could not be stored, checks that storing works again.
   * Database failures show up when the job is saved.
   * @throws BridgeError `unavailable`
   */
  beforeOrder(): Promise<void> {
    return this.store.beforeOrder();
  }
}
