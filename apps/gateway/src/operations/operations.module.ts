import { JobsModule } from '@fusionbridge/jobs';
import { ProvidersModule } from '@fusionbridge/providers';
import { RoutingModule } from '@fusionbridge/routing';
import { Module } from '@nestjs/common';
import { OperationsController } from './operations.controller.js';
import { ProviderHealth } from './provider-health.js';
import { ProviderOrder } from './provider-order.js';

/** Health, status and reset. */
@Module({
  imports: [JobsModule, ProvidersModule, RoutingModule],
  controllers: [OperationsController],
  providers: [ProviderHealth, ProviderOrder],
})
export class OperationsModule {}
