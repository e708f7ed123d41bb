import { createHash } from 'node:crypto';
import type { Caller } from '@fusionbridge/core';
import { JobService } from '@fusionbridge/jobs';
import { promptInPicture, type ReadProvenance, readProvenance } from '@fusionbridge/media';
import { PictureDescriber, ServiceError } from '@fusionbridge/prompting';
import { Injectable, Logger, NotImplementedException, ServiceUnavailableException } from '@nestjs/common';
import { InputPictures } from '../request/input-pictures.js';

/** Describes pictures from a vision model, the file's own metadata and the bridge's records. */
@Injectable()
export class Interrogation {
  private readonly logger = new Logger('Interrogation');

  constructor(
    private readonly describer: PictureDescriber,
    private readonly inputs: InputPictures,
    private readonly jobs: JobService,
  ) {}

  /**
   * @throws HttpException 501 if no vision model is configured and the file has no metadata; 503 if the model failed
   * @throws BridgeError `invalid_request` for bytes that are not a picture
   */
  async caption(bytes: Buffer, caller: Caller): Promise<string> {
    const seen = this.describer.configured ? await this.described(bytes) : null;
    if (typeof seen === 'string') {
      return seen;
    }
    const written = promptInPicture(await this.provenance(bytes, caller));
    if (written !== null) {
      return written;
    }
    if (seen !== null) {
      throw new ServiceUnavailableException(`The picture could not be described: ${seen.message}.`);
    }
    throw new NotImplementedException(
      'The picture does not carry the prompt it was made from, and no model that looks at pictures is set up ' +
        '(LLM_VISION_MODEL).',
    );
  }

  /**
   * The provenance of a picture: from its file, or from the record of the caller's own picture. Signed files are never
   * modified, so for those only the record has it.
   * @throws PictureError if the file is damaged
   */
  async provenance(bytes: Buffer, caller: Caller): Promise<ReadProvenance> {
    const inFile = readProvenance(bytes);
    if (inFile.infotext !== null) {
      return inFile;
    }
    const hash = createHash('sha256').update(bytes).digest('hex');
    return { ...inFile, infotext: await this.jobs.infotextOf(hash, caller) };
  }

  private async described(bytes: Buffer): Promise<string | ServiceError> {
    const picture = await this.inputs.normalised(bytes, 'image');
    try {
      return await this.describer.describe(picture);
    } catch (error) {
      if (!(error instanceof ServiceError)) {
        throw error;
      }
      this.logger.warn(`A picture was not described: ${error.message}`);
      return error;
    }
  }
}
