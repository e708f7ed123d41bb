import { JobsModule } from '@fusionbridge/jobs';
import { Global, Module } from '@nestjs/common';
import { GenerationService } from './generation.service.js';
import { Pace } from './pace.js';

/** Every dialect that paints uses it. */
@Global()
@Module({ imports: [JobsModule], providers: [GenerationService, Pace], exports: [GenerationService, Pace] })
export class GenerationModule {}
