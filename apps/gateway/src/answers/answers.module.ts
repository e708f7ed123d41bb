import { MediaModule } from '@fusionbridge/media';
import { Global, Module } from '@nestjs/common';
import { Answers } from './answers.js';
import { PictureFiles } from './picture-files.js';

/** Every dialect writes its answers through here. */
@Global()
@Module({ imports: [MediaModule], providers: [Answers, PictureFiles], exports: [Answers, PictureFiles] })
export class AnswersModule {}
