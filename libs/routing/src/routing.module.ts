import { MediaModule } from '@fusionbridge/media';
import { ProvidersModule } from '@fusionbridge/providers';
import { Module } from '@nestjs/common';
import { AttemptRunner } from './attempt-runner.js';
import { PictureCheck } from './picture-check.js';
import { Router } from './router.js';

/** Carries a plan out. */
@Module({
  imports: [ProvidersModule, MediaModule],
  providers: [PictureCheck, AttemptRunner, Router],
  exports: [Router],
})
export class RoutingModule {}
