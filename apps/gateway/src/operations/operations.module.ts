import { JobsModule } from '@fusionbridge/jobs';
import { PlanningModule } from '@fusionbridge/planning';
import { ProvidersModule } from '@fusionbridge/providers';
import { Module } from '@nestjs/common';
import { OperationsController } from './operations.controller.js';
import { ProviderOrder } from './provider-order.js';

/** Health, status and reset. */
@Module({
  imports: [JobsModule, PlanningModule, ProvidersModule],
  controllers: [OperationsController],
  providers: [ProviderOrder],
})
export class OperationsModule {}
