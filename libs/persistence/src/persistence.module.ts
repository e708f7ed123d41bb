import { Settings } from '@fusionbridge/settings';
import { Module } from '@nestjs/common';
import { AnswersRepository } from './answers.repository.js';
import { databasePlaceOf } from './database-place.js';
import { Database } from './database.js';
import { GalleryRepository } from './gallery/gallery.repository.js';
import { Instance } from './instance.js';
import { JobRepository } from './job.repository.js';
import { KeepingRepository } from './keeping.repository.js';
import { OwnershipRepository } from './ownership.repository.js';
import { PictureRepository } from './picture.repository.js';
import { UploadedLoraRepository } from './uploaded-lora.repository.js';

/** Opens the database before any provider that depends on it is created. */
@Module({
  providers: [
    {
      provide: Instance,
      inject: [Settings],
      useFactory: (settings: Settings) => Instance.claim(databasePlaceOf(settings)),
    },
    {
      provide: Database,
      inject: [Settings, Instance],
      useFactory: (settings: Settings, instance: Instance) =>
        Database.open(databasePlaceOf(settings), instance),
    },
    AnswersRepository,
    GalleryRepository,
    JobRepository,
    KeepingRepository,
    OwnershipRepository,
    PictureRepository,
    UploadedLoraRepository,
  ],
  exports: [
    Instance,
    AnswersRepository,
    Database,
    GalleryRepository,
    JobRepository,
    KeepingRepository,
    OwnershipRepository,
    PictureRepository,
    UploadedLoraRepository,
  ],
})
export class PersistenceModule {}
