import { PictureStore } from '@fusionbridge/media';
import { Database } from '@fusionbridge/persistence';
import { Injectable } from '@nestjs/common';

/** Whether the bridge can keep what it would buy: records in the database, pictures in the store. */
@Injectable()
export class Readiness {
  constructor(
    private readonly database: Database,
    private readonly store: PictureStore,
  ) {}

  /** A sentence for each thing that is wrong; none while all is well. Asks nobody. */
  problems(): string[] {
    return [this.database.problem, this.store.problem].filter((problem) => problem !== null);
  }

  /**
   * Before an order is placed: where the last picture could not be kept, whether one can be kept now. Whether the
   * database writes is seen when the order is written down.
   * @throws BridgeError `unavailable`
   */
  beforeOrder(): Promise<void> {
    return this.store.beforeOrder();
  }
}
