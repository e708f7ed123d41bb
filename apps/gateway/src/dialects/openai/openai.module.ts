import { ChatModule } from '@fusionbridge/chat';
import { JobsModule } from '@fusionbridge/jobs';
import { LorasModule } from '@fusionbridge/loras';
import { MediaModule } from '@fusionbridge/media';
import { PlanningModule } from '@fusionbridge/planning';
import { PromptingModule } from '@fusionbridge/prompting';
import { Module } from '@nestjs/common';
import { BodiesModule } from '../../bodies/index.js';
import { ChatController } from './chat/chat.controller.js';
import { EditsController } from './images/edits.controller.js';
import { GenerationsController } from './images/generations.controller.js';
import { ModelsController } from './models/models.controller.js';
import { ImageReader } from './requests/image-reader.js';
import { ImagesResponseWriter } from './responses/images-response-writer.js';
import { UsualFormat } from './responses/usual-format.js';
import { ImagePainting } from './images/image-painting.js';
import { ImageEvents } from './streaming/image-events.js';
import { ImageStreaming } from './streaming/image-streaming.js';
import { UpscalesController } from './images/upscales.controller.js';
import { VariationPrompt } from './variations/variation-prompt.js';
import { VariationsController } from './variations/variations.controller.js';
import { OnePicture } from './input-pictures/one-picture.js';
import { EditPictures } from './input-pictures/edit-pictures.js';
import { MaskReader } from './input-pictures/mask-reader.js';
import { PictureInputs } from './input-pictures/picture-inputs.js';

/** OpenAI's dialect: what its SDKs and the clients built on them speak. */
@Module({
  imports: [BodiesModule, ChatModule, JobsModule, LorasModule, MediaModule, PlanningModule, PromptingModule],
  controllers: [
    GenerationsController,
    VariationsController,
    UpscalesController,
    EditsController,
    ChatController,
    ModelsController,
  ],
  providers: [
    ImagesResponseWriter,
    UsualFormat,
    ImageEvents,
    ImageStreaming,
    ImagePainting,
    OnePicture,
    VariationPrompt,
    PictureInputs,
    MaskReader,
    EditPictures,
    ImageReader,
  ],
  exports: [ImagePainting, ImageReader],
})
export class OpenAiModule {}
