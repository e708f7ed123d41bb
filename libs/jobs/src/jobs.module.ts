import { MediaModule } from '@fusionbridge/media';
import { PersistenceModule } from '@fusionbridge/persistence';
import { PlanningModule } from '@fusionbridge/planning';
import { ProvidersModule } from '@fusionbridge/providers';
import { RoutingModule } from '@fusionbridge/routing';
import { Module } from '@nestjs/common';
import { AwaitedAnswers } from './intake/awaited-answers.js';
import { BridgeWatch } from './records/bridge-watch.js';
import { Gallery } from './records/gallery.js';
import { JobArchive } from './records/job-archive.js';
import { JobClosing } from './run/job-closing.js';
import { JobDirectory } from './records/job-directory.js';
import { JobIntake } from './intake/job-intake.js';
import { JobPainter } from './run/job-painter.js';
import { JobPlans } from './run/job-plans.js';
import { JobQueue } from './run/job-queue.js';
import { JobRecovery } from './run/job-recovery.js';
import { JobRunner } from './run/job-runner.js';
import { JobService } from './job.service.js';
import { CleanUp } from './keeping/clean-up.js';
import { CleanUpSchedule } from './keeping/clean-up-schedule.js';
import { FileSweep } from './keeping/file-sweep.js';
import { KeptPictures } from './keeping/kept-pictures.js';
import { OldJobs } from './keeping/old-jobs.js';
import { LiveJobs } from './run/live-jobs.js';
import { PostProcessing } from './pictures/post-processing.js';
import { PictureFiling } from './pictures/picture-filing.js';
import { PictureFinisher } from './pictures/picture-finisher.js';
import { PictureHolds } from './pictures/picture-holds.js';
import { PictureRemoval } from './pictures/picture-removal.js';
import { PurchaseRisk } from './run/purchase-risk.js';
import { CacheKeys } from './intake/cache-keys.js';
import { Readiness } from './records/readiness.js';
import { RepeatedCalls } from './intake/repeated-calls.js';
import { ResultCache } from './intake/result-cache.js';

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
    PostProcessing,
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
