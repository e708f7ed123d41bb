import { ProvidersModule } from '@fusionbridge/providers';
import { Module } from '@nestjs/common';
import { Planner } from './planner.js';
import { LORA_STEP, NamedLoras, PROMPT_STEP, PromptAsGiven } from './steps.js';

/** Decides what will be asked of whom; buys nothing. */
@Module({
  imports: [ProvidersModule],
  providers: [
    Planner,
    { provide: LORA_STEP, useClass: NamedLoras },
    { provide: PROMPT_STEP, useClass: PromptAsGiven },
  ],
  exports: [Planner],
})
export class PlanningModule {}
