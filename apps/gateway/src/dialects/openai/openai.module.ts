import { ChatModule } from '@fusionbridge/chat';
import { JobsModule } from '@fusionbridge/jobs';
import { LorasModule } from '@fusionbridge/loras';
import { MediaModule } from '@fusionbridge/media';
import { PlanningModule } from '@fusionbridge/planning';
import { PromptingModule } from '@fusionbridge/prompting';
import { Module } from '@nestjs/common';
import { BodiesModule } from '../../bodies/index.js';
import { ChatController } from './chat.controller.js';
import { EditsController } from './images/edits.controller.js';
import { GenerationsController } from './images/generations.controller.js';
import { ModelsController } from './models.controller.js';
import { ImageReader } from './images/body/image-reader.js';
import { ImageAnswers } from './images/answer/image-answers.js';
import { UsualFormat } from './images/answer/usual-format.js';
import { ImagePainting } from './images/image-painting.js';
import { ImageEvents } from './images/streaming/image-events.js';
import { ImageStreaming } from './images/streaming/image-streaming.js';
import { PlansController } from './images/plans.controller.js';
import { UpscalesController } from './images/upscales.controller.js';
import { VariationPrompt } from './images/variations/variation-prompt.js';
import { VariationsController } from './images/variations.controller.js';
import { OnePicture } from './images/pictures/one-picture.js';
import { GalleryController } from './images/gallery/gallery.controller.js';
import { PictureViews } from './images/gallery/picture-views.js';
import { PictureDataController } from './images/picture-data.controller.js';
import { EditPictures } from './images/pictures/edit-pictures.js';
import { MaskReader } from './images/pictures/mask-reader.js';
import { PictureInputs } from './images/pictures/picture-inputs.js';

/** OpenAI's dialect: what its SDKs and the clients built on them speak. */
@Module({
  imports: [BodiesModule, ChatModule, JobsModule, LorasModule, MediaModule, PlanningModule, PromptingModule],
  controllers: [
    PictureDataController,
    GenerationsController,
    GalleryController,
    PlansController,
    VariationsController,
    UpscalesController,
    EditsController,
    ChatController,
    ModelsController,
  ],
  providers: [
    PictureViews,
    ImageAnswers,
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
})
export class OpenAiModule {}
