import { MediaModule } from '@fusionbridge/media';
import { PersistenceModule } from '@fusionbridge/persistence';
import { PlanningModule } from '@fusionbridge/planning';
import { ProvidersModule } from '@fusionbridge/providers';
import { RoutingModule } from '@fusionbridge/routing';
import { Module } from '@nestjs/common';
import { AwaitedAnswers } from './awaited-answers.js';
import { BridgeWatch } from './bridge-watch.js';
import { Gallery } from './gallery.js';
import { JobArchive } from './job-archive.js';
import { JobClosing } from './job-closing.js';
import { JobDirectory } from './job-directory.js';
import { JobIntake } from './job-intake.js';
import { JobPainter } from './job-painter.js';
import { JobPlans } from './job-plans.js';
import { JobQueue } from './job-queue.js';
import { JobRecovery } from './job-recovery.js';
import { JobRunner } from './job-runner.js';
import { JobService } from './job.service.js';
import { CleanUp } from './keeping/clean-up.js';
import { CleanUpSchedule } from './keeping/clean-up-schedule.js';
import { FileSweep } from './keeping/file-sweep.js';
import { KeptPictures } from './keeping/kept-pictures.js';
import { OldJobs } from './keeping/old-jobs.js';
import { LiveJobs } from './live-jobs.js';
import { PictureDevelopment } from './picture-development.js';
import { PictureFiling } from './picture-filing.js';
import { PictureFinisher } from './picture-finisher.js';
import { PictureHolds } from './picture-holds.js';
import { PictureRemoval } from './picture-removal.js';
import { PurchaseRisk } from './purchase-risk.js';
import { CacheKeys } from './cache-keys.js';
import { Readiness } from './readiness.js';
import { RepeatedCalls } from './repeated-calls.js';
import { ResultCache } from './result-cache.js';

/** A durable job behind every call. */
@Module({
  imports: [PersistenceModule, MediaModule, ProvidersModule, PlanningModule, RoutingModule],
  providers: [
    JobService,
    JobDirectory,
    JobIntake,
    JobQueue,
    JobRunner,
    JobPainter,
    JobPlans,
    JobClosing,
    JobRecovery,
    JobArchive,
    LiveJobs,
    PurchaseRisk,
    Readiness,
    BridgeWatch,
    PictureFiling,
    AwaitedAnswers,
    CacheKeys,
    RepeatedCalls,
    ResultCache,
    PictureDevelopment,
    PictureFinisher,
    PictureHolds,
    PictureRemoval,
    OldJobs,
    FileSweep,
    CleanUp,
    CleanUpSchedule,
    KeptPictures,
    Gallery,
  ],
  exports: [JobService, JobPlans, KeptPictures, PictureHolds, PictureRemoval, Gallery, Readiness],
})
export class JobsModule {}
