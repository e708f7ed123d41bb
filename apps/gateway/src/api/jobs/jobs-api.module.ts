import { JobsModule } from '@fusionbridge/jobs';
import { Module } from '@nestjs/common';
import { JobsController } from './jobs.controller.js';

/** Jobs by their own name. */
@Module({ imports: [JobsModule], controllers: [JobsController] })
export class JobsApiModule {}
