import { JobsModule } from '@fusionbridge/jobs';
import { LorasModule } from '@fusionbridge/loras';
import { MediaModule } from '@fusionbridge/media';
import { PlanningModule } from '@fusionbridge/planning';
import { PromptingModule } from '@fusionbridge/prompting';
import { type MiddlewareConsumer, Module, type NestModule } from '@nestjs/common';
import { BodiesModule } from '../../bodies/index.js';
import { CallerChoices } from './callers/caller-choices.js';
import { OwnJobs } from './callers/own-jobs.js';
import { CatalogueController } from './catalogue.controller.js';
import { GenerationController } from './generation.controller.js';
import { OptionsController } from './options.controller.js';
import { PaintingService } from './painting.service.js';
import { Enlarging } from './pictures/enlarging.js';
import { UpscalerModels } from './pictures/upscaler-models.js';
import { Interrogation } from './pictures/interrogation.js';
import { PictureExtras } from './pictures/picture-extras.js';
import { PicturesController } from './pictures.controller.js';
import { ProcessTimeMiddleware } from './process-time.middleware.js';
import { ProgressController } from './progress.controller.js';
import { InputPictures } from './request/input-pictures.js';
import { RequestWriter } from './request/request-writer.js';
import { StartPictures } from './request/start-picture.js';
import { SecondPass } from './responses/second-pass.js';
import { UpkeepController } from './upkeep.controller.js';

/** The A1111 dialect: `/sdapi/v1/*` as AUTOMATIC1111's web UI serves it, for every client that speaks it. */
@Module({
  imports: [BodiesModule, JobsModule, LorasModule, MediaModule, PlanningModule, PromptingModule],
  controllers: [
    GenerationController,
    OptionsController,
    ProgressController,
    CatalogueController,
    PicturesController,
    UpkeepController,
  ],
  providers: [
    CallerChoices,
    OwnJobs,
    PaintingService,
    RequestWriter,
    StartPictures,
    InputPictures,
    SecondPass,
    PictureExtras,
    Interrogation,
    UpscalerModels,
    Enlarging,
  ],
})
export class A1111Module implements NestModule {
  configure(consumer: MiddlewareConsumer): void {
    consumer.apply(ProcessTimeMiddleware).forRoutes('sdapi/*path');
  }
}
