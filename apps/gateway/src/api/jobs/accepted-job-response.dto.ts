import { ApiProperty, ApiSchema } from '@nestjs/swagger';
import { JobResponse } from './job-response.dto.js';

@ApiSchema({ description: 'A link of a job.' })
class JobLink {
  /** HTTP method. */
  @ApiProperty({ enum: ['GET', 'DELETE'] })
  method!: string;

  /** Absolute URL. */
  @ApiProperty({ example: 'http://127.0.0.1:7861/v1/jobs/5e0c2a7e-8f0a-4a39-9d0e-3c1f6a0b7d11' })
  href!: string;
}

@ApiSchema({ description: 'The links to poll, follow and cancel a job.' })
class JobLinks {
  /** Returns the job's state and, once it has succeeded, its pictures. */
  @ApiProperty({ type: JobLink })
  poll!: JobLink;

  /** Streams the job's events until it ends. */
  @ApiProperty({ type: JobLink })
  events!: JobLink;

  /** Cancels the job. */
  @ApiProperty({ type: JobLink })
  cancel!: JobLink;
}

@ApiSchema({ description: 'An accepted asynchronous job with its links.' })
export class AcceptedJobResponse extends JobResponse {
  /** Links to follow the job. */
  @ApiProperty({ type: JobLinks })
  links!: JobLinks;
}
