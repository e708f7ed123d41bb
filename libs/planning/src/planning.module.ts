import { LorasModule } from '@fusionbridge/loras';
import { PromptingModule } from '@fusionbridge/prompting';
import { ProvidersModule } from '@fusionbridge/providers';
import { Module } from '@nestjs/common';
import { Planner } from './planner.js';
import { Presets } from './presets.js';
import { Wishes } from './wishes.js';
import { Wording } from './wording.js';

/** Decides what will be asked of whom; buys nothing. */
@Module({
  imports: [LorasModule, PromptingModule, ProvidersModule],
  providers: [Planner, Presets, Wishes, Wording],
  exports: [Planner],
})
export class PlanningModule {}
