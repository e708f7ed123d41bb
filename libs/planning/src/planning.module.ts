import { LorasModule } from '@fusionbridge/loras';
import { PromptingModule } from '@fusionbridge/prompting';
import { ProvidersModule } from '@fusionbridge/providers';
import { Module } from '@nestjs/common';
import { Candidates } from './candidates.js';
import { OfferedModels } from './offered-models.js';
import { Planner } from './planner.js';
import { Presets } from './presets.js';
import { RequestResolver } from './request-resolver.js';
import { Wording } from './wording.js';

/** Turns requests into plans; costs nothing. */
@Module({
  imports: [LorasModule, PromptingModule, ProvidersModule],
  providers: [Candidates, OfferedModels, Planner, Presets, RequestResolver, Wording],
  exports: [OfferedModels, Planner],
})
export class PlanningModule {}
