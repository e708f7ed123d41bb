import { MediaModule } from '@fusionbridge/media';
import { Global, Module } from '@nestjs/common';
import { Responses } from './responses.js';
import { PictureFiles } from './picture-files.js';

/** Every dialect writes its answers through here. */
@Global()
@Module({ imports: [MediaModule], providers: [Responses, PictureFiles], exports: [Responses, PictureFiles] })
export class ResponsesModule {}
