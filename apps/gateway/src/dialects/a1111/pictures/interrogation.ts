import { promptInPicture, readProvenance } from '@fusionbridge/media';
import { PictureDescriber, ServiceError } from '@fusionbridge/prompting';
import { Injectable, Logger, NotImplementedException, ServiceUnavailableException } from '@nestjs/common';
import { InputPictures } from '../request/input-pictures.js';

/** What `interrogate` answers: what a model sees, or what the file says about itself. */
@Injectable()
export class Interrogation {
  private readonly logger = new Logger('Interrogation');

  constructor(
    private readonly describer: PictureDescriber,
    private readonly inputs: InputPictures,
  ) {}

  /**
   * @throws HttpException 501 where nobody is set up to look and the file says nothing; 503 where the model failed
   * @throws BridgeError `invalid_request` for what is no picture
   */
  async caption(bytes: Buffer): Promise<string> {
    const seen = this.describer.configured ? await this.described(bytes) : null;
    if (typeof seen === 'string') {
      return seen;
    }
    const written = promptInPicture(readProvenance(bytes));
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
