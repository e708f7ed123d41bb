import { ApiProperty } from '@nestjs/swagger';
import { JobResponse } from './job-response.dto.js';

class JobLink {
  @ApiProperty({ enum: ['GET', 'DELETE'] })
  method!: string;

  /** Absolute. */
  @ApiProperty({ example: 'http://127.0.0.1:7861/v1/jobs/5e0c2a7e-8f0a-4a39-9d0e-3c1f6a0b7d11' })
  href!: string;
}

class JobLinks {
  /** How it is now, and its pictures at the end. */
  @ApiProperty({ type: JobLink })
  poll!: JobLink;

  /** Server-sent events to its end. */
  @ApiProperty({ type: JobLink })
  events!: JobLink;

  @ApiProperty({ type: JobLink })
  cancel!: JobLink;
}

/** A job that was taken, and where to go on with it. */
export class AcceptedJobResponse extends JobResponse {
  @ApiProperty({ type: JobLinks })
  links!: JobLinks;
}
