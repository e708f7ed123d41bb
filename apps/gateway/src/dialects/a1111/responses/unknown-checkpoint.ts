import { HttpException, HttpStatus } from '@nestjs/common';

/** An unknown model, in a request for which A1111 reports it (sd_models.py: `RuntimeError`, status 500). */
export class UnknownCheckpoint extends HttpException {
  constructor(name: string, known: readonly string[]) {
    super(`model '${name}' not found. Known are: ${known.join(', ')}`, HttpStatus.INTERNAL_SERVER_ERROR);
    this.name = 'RuntimeError';
  }
}
