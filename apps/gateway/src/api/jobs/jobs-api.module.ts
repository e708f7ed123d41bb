import { JobsModule } from '@fusionbridge/jobs';
import { Module } from '@nestjs/common';
import { JobsController } from './jobs.controller.js';

/** The jobs API. */
@Module({ imports: [JobsModule], controllers: [JobsController] })
export class JobsApiModule {}
