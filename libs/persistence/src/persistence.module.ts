import { Settings, StorageEnv } from '@fusionbridge/settings';
import { Module } from '@nestjs/common';
import { Database } from './database.js';
import { GalleryRepository } from './gallery/gallery.repository.js';
import { JobRepository } from './job.repository.js';
import { KeepingRepository } from './keeping.repository.js';
import { PictureRepository } from './picture.repository.js';
import { UploadedLoraRepository } from './uploaded-lora.repository.js';

/** Opens the database before anything that needs it is made. */
@Module({
  providers: [
    {
      provide: Database,
      inject: [Settings],
      useFactory: (settings: Settings) => Database.open(settings.section(StorageEnv)),
    },
    GalleryRepository,
    JobRepository,
    KeepingRepository,
    PictureRepository,
    UploadedLoraRepository,
  ],
  exports: [
    Database,
    GalleryRepository,
    JobRepository,
    KeepingRepository,
    PictureRepository,
    UploadedLoraRepository,
  ],
})
export class PersistenceModule {}
