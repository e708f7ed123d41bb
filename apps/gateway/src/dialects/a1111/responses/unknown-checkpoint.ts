import { HttpException, HttpStatus } from '@nestjs/common';

/** A model that nobody has, asked for where A1111 would say so (sd_models.py: `RuntimeError`, answered as 500). */
export class UnknownCheckpoint extends HttpException {
  constructor(name: string, known: readonly string[]) {
    super(`model '${name}' not found. Known are: ${known.join(', ')}`, HttpStatus.INTERNAL_SERVER_ERROR);
    this.name = 'RuntimeError';
  }
}
