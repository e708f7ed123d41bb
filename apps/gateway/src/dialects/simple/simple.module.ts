import { JobsModule } from '@fusionbridge/jobs';
import { MediaModule } from '@fusionbridge/media';
import { Module } from '@nestjs/common';
import { OperationsModule } from '../../operations/operations.module.js';
import { ImageStatusController } from './image-status.controller.js';
import { SimpleController } from './simple.controller.js';
import { SimplePicturesController } from './simple-pictures.controller.js';

/** The dialect of the Express fallback server. */
@Module({
  imports: [JobsModule, MediaModule, OperationsModule],
  controllers: [SimpleController, ImageStatusController, SimplePicturesController],
})
export class SimpleModule {}
