import { LorasModule } from '@fusionbridge/loras';
import { ProvidersModule } from '@fusionbridge/providers';
import { Module } from '@nestjs/common';
import { Planner } from './planner.js';
import { PROMPT_STEP, PromptAsGiven } from './steps.js';

/** Decides what will be asked of whom; buys nothing. */
@Module({
  imports: [LorasModule, ProvidersModule],
  providers: [Planner, { provide: PROMPT_STEP, useClass: PromptAsGiven }],
  exports: [Planner],
})
export class PlanningModule {}
