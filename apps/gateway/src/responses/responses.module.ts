import { MediaModule } from '@fusionbridge/media';
import { Global, Module } from '@nestjs/common';
import { Responses } from './responses.js';
import { PictureFiles } from './picture-files.js';

/** Responses of all dialects. */
@Global()
@Module({ imports: [MediaModule], providers: [Responses, PictureFiles], exports: [Responses, PictureFiles] })
export class ResponsesModule {}
