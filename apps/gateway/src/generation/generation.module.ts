import { JobsModule } from '@fusionbridge/jobs';
import { PromptingModule } from '@fusionbridge/prompting';
import { Global, Module } from '@nestjs/common';
import { Admission } from './admission.js';
import { GenerationService } from './generation.service.js';
import { Pace } from './pace.js';
import { SizeLimit } from './size-limit.js';

/** Shared by all dialects that generate pictures. */
@Global()
@Module({
  imports: [JobsModule, PromptingModule],
  providers: [Admission, GenerationService, Pace, SizeLimit],
  exports: [GenerationService, Pace],
})
export class GenerationModule {}
