import { ChatModule } from '@fusionbridge/chat';
import { JobsModule } from '@fusionbridge/jobs';
import { LorasModule } from '@fusionbridge/loras';
import { MediaModule } from '@fusionbridge/media';
import { Module } from '@nestjs/common';
import { ChatController } from './chat.controller.js';
import { ImagesController } from './images.controller.js';
import { ModelsController } from './models.controller.js';
import { PictureAddress } from './picture-address.js';
import { PictureDataController } from './picture-data.controller.js';

/** OpenAI's dialect: what its SDKs and the clients built on them speak. */
@Module({
  imports: [ChatModule, JobsModule, LorasModule, MediaModule],
  controllers: [PictureDataController, ImagesController, ChatController, ModelsController],
  providers: [PictureAddress],
})
export class OpenAiModule {}
