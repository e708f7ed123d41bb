import { JobsModule } from '@fusionbridge/jobs';
import { MediaModule } from '@fusionbridge/media';
import { Module } from '@nestjs/common';
import { OpenAiModule } from '../../dialects/openai/index.js';
import { GalleryController } from './gallery.controller.js';
import { PictureDataController } from './picture-data.controller.js';
import { PictureViews } from './picture-views.js';

/** Kept pictures: list, show, fetch, delete and repeat them. */
@Module({
  imports: [JobsModule, MediaModule, OpenAiModule],
  controllers: [PictureDataController, GalleryController],
  providers: [PictureViews],
})
export class GalleryApiModule {}
