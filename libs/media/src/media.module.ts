import { Settings } from '@fusionbridge/settings';
import { Module } from '@nestjs/common';
import { Darkroom } from './pixels/darkroom.js';
import { GuardedFetcher, RESOLVE_HOST, resolveHost } from './fetch/guarded-fetcher.js';
import { Intake } from './intake.js';
import { InheritedPictures } from './store/inherited-pictures.js';
import { PictureStore } from './store/picture-store.js';
import { pictureStoreOf } from './store/picture-store-of.js';
import { ThumbnailFolder } from './thumbnails/thumbnail-folder.js';
import { Thumbnails } from './thumbnails/thumbnails.js';

/** Everything that handles picture bytes. */
@Module({
  providers: [
    Darkroom,
    { provide: PictureStore, useFactory: pictureStoreOf, inject: [Settings] },
    InheritedPictures,
    ThumbnailFolder,
    Thumbnails,
    Intake,
    { provide: RESOLVE_HOST, useValue: resolveHost },
    GuardedFetcher,
  ],
  exports: [Darkroom, InheritedPictures, PictureStore, Thumbnails, Intake, GuardedFetcher],
})
export class MediaModule {}
