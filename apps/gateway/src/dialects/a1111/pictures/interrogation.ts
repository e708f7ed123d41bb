import { createHash } from 'node:crypto';
import type { Caller } from '@fusionbridge/core';
import { JobService } from '@fusionbridge/jobs';
import { promptInPicture, type ReadProvenance, readProvenance } from '@fusionbridge/media';
import { PictureDescriber, ServiceError } from '@fusionbridge/prompting';
import { Injectable, Logger, NotImplementedException, ServiceUnavailableException } from '@nestjs/common';
import { InputPictures } from '../request/input-pictures.js';

/** What is known of a picture: what a model sees, what the file says about itself, what is on record. */
@Injectable()
export class Interrogation {
  private readonly logger = new Logger('Interrogation');

  constructor(
    private readonly describer: PictureDescriber,
    private readonly inputs: InputPictures,
    private readonly jobs: JobService,
  ) {}

  /**
   * @throws HttpException 501 where nobody is set up to look and the file says nothing; 503 where the model failed
   * @throws BridgeError `invalid_request` for what is no picture
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
   * How a picture was made: what its file says, or what is on record about the caller's own one. Nothing is written into
   * signed files, so that for those only the record knows.
   * @throws PictureError when the file is damaged
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
