import { JobsModule } from '@fusionbridge/jobs';
import { MediaModule } from '@fusionbridge/media';
import { PlanningModule } from '@fusionbridge/planning';
import { ProvidersModule } from '@fusionbridge/providers';
import { type Settings, SettingsModule } from '@fusionbridge/settings';
import { type DynamicModule, Module } from '@nestjs/common';
import { APP_FILTER } from '@nestjs/core';
import { AccessModule } from './access/index.js';
import { ResponsesModule } from './responses/index.js';
import { OpenAiFilter } from './api/errors/openai.filter.js';
import { GalleryApiModule } from './api/gallery/gallery-api.module.js';
import { JobsApiModule } from './api/jobs/jobs-api.module.js';
import { LorasApiModule } from './api/loras/loras-api.module.js';
import { PlansApiModule } from './api/plans/plans-api.module.js';
import { BodiesModule } from './bodies/index.js';
import { DialectOfAddressFilter } from './dialect-of-address.filter.js';
import { A1111Filter } from './dialects/a1111/a1111.filter.js';
import { A1111Module } from './dialects/a1111/a1111.module.js';
import { OpenAiModule } from './dialects/openai/index.js';
import { SimpleFilter } from './dialects/simple/simple.filter.js';
import { SimpleModule } from './dialects/simple/simple.module.js';
import { StalledClients } from './connections/stalled-clients.js';
import { Draining } from './draining.js';
import { GenerationModule } from './generation/generation.module.js';
import { LinksModule } from './links/index.js';
import { OperationsModule } from './operations/operations.module.js';
import { RouteMethods } from './route-methods.js';

/** All routes of the bridge. */
@Module({
  imports: [
    MediaModule,
    ProvidersModule,
    PlanningModule,
    JobsModule,
    AccessModule,
    LinksModule,
    BodiesModule,
    ResponsesModule,
    GenerationModule,
    A1111Module,
    OpenAiModule,
    SimpleModule,
    GalleryApiModule,
    PlansApiModule,
    JobsApiModule,
    LorasApiModule,
    OperationsModule,
  ],
  providers: [
    StalledClients,
    Draining,
    RouteMethods,
    A1111Filter,
    SimpleFilter,
    OpenAiFilter,
    { provide: APP_FILTER, useClass: DialectOfAddressFilter },
  ],
})
export class GatewayModule {
  static with(settings: Settings): DynamicModule {
    return { module: GatewayModule, imports: [SettingsModule.with(settings)] };
  }
}
