import { JobsModule } from '@fusionbridge/jobs';
import { MediaModule } from '@fusionbridge/media';
import { Global, Module } from '@nestjs/common';
import { Links } from './links.js';
import { OwnPictures } from './own-pictures.js';

/** Addresses of the bridge itself. */
@Global()
@Module({
  imports: [JobsModule, MediaModule],
  providers: [Links, OwnPictures],
  exports: [Links, OwnPictures],
})
export class LinksModule {}
