import { Settings } from '@fusionbridge/settings';
import { Module } from '@nestjs/common';
import { ImageProcessor } from './pixels/image-processor.js';
import { GuardedFetcher, RESOLVE_HOST, resolveHost } from './fetch/guarded-fetcher.js';
import { InFlightLimiter } from './in-flight-limiter.js';
import { InheritedPictures } from './store/inherited-pictures.js';
import { PictureStore } from './store/picture-store.js';
import { pictureStoreOf } from './store/picture-store-of.js';
import { ThumbnailFolder } from './thumbnails/thumbnail-folder.js';
import { Thumbnails } from './thumbnails/thumbnails.js';

/** Everything that handles picture bytes. */
@Module({
  providers: [
    ImageProcessor,
    { provide: PictureStore, useFactory: pictureStoreOf, inject: [Settings] },
    InheritedPictures,
    ThumbnailFolder,
    Thumbnails,
    InFlightLimiter,
    { provide: RESOLVE_HOST, useValue: resolveHost },
    GuardedFetcher,
  ],
  exports: [ImageProcessor, InheritedPictures, PictureStore, Thumbnails, InFlightLimiter, GuardedFetcher],
})
export class MediaModule {}
