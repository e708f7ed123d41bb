import { ApiSchema } from '@nestjs/swagger';
import { ImageBody } from './image-body.dto.js';

@ApiSchema({
  description:
    'Request body of `POST /v1/images/{id}/replay`: the settings to change. Everything else stays as in the original request.',
})
export class ReplayBody extends ImageBody {}
