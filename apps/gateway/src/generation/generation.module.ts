import { JobsModule } from '@fusionbridge/jobs';
import { PromptingModule } from '@fusionbridge/prompting';
import { Global, Module } from '@nestjs/common';
import { Admission } from './admission.js';
import { GenerationService } from './generation.service.js';
import { Pace } from './pace.js';
import { SizeBound } from './size-bound.js';

/** Every dialect that paints uses it. */
@Global()
@Module({
  imports: [JobsModule, PromptingModule],
  providers: [Admission, GenerationService, Pace, SizeBound],
  exports: [GenerationService, Pace, SizeBound],
})
export class GenerationModule {}
