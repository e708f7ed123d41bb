import { JobsModule } from '@fusionbridge/jobs';
import { LorasModule } from '@fusionbridge/loras';
import { ProvidersModule } from '@fusionbridge/providers';
import { RoutingModule } from '@fusionbridge/routing';
import { PromptingModule } from '@fusionbridge/prompting';
import { Module } from '@nestjs/common';
import { BridgeStatus } from './bridge-status.js';
import { ModelConfigNotes } from './model-config-notes.js';
import { OperationsController } from './operations.controller.js';
import { PictureCount } from './picture-count.js';
import { PromptStatus } from './prompt-status.js';
import { ProviderHealth } from './provider-health.js';
import { ProviderOrder } from './provider-order.js';
import { ProviderProbes } from './provider-probes.js';
import { StartNotes } from './start-notes.js';
import { WorkLoad } from './work-load.js';

/** Health, status and reset. */
@Module({
  imports: [JobsModule, LorasModule, PromptingModule, ProvidersModule, RoutingModule],
  controllers: [OperationsController],
  providers: [
    BridgeStatus,
    ModelConfigNotes,
    PictureCount,
    PromptStatus,
    ProviderHealth,
    ProviderOrder,
    ProviderProbes,
    StartNotes,
    WorkLoad,
  ],
  exports: [ProviderProbes],
})
export class OperationsModule {}
