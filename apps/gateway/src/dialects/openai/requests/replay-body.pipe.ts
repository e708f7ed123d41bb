import { ImageBodyPipe } from './image-body.pipe.js';
import { ReplayBody } from './replay-body.dto.js';

/** Reads the body of a replay; without one, nothing changes. */
export class ReplayBodyPipe extends ImageBodyPipe<ReplayBody> {
  constructor() {
    super(ReplayBody);
  }

  /** @throws BridgeError `invalid_request` that names the field */
  override transform(value: unknown): Promise<ReplayBody> {
    return super.transform(value ?? {});
  }
}
