import { MediaModule } from '@fusionbridge/media';
import { ProvidersModule } from '@fusionbridge/providers';
import { Module } from '@nestjs/common';
import { AttemptRunner } from './attempt-runner.js';
import { HealthBoard } from './health/health-board.js';
import { Hedging } from './hedging.js';
import { RouteOrder } from './order/route-order.js';
import { PictureCheck } from './picture-check.js';
import { Router } from './router.js';
import { RiskReckoning } from './stakes.js';

/** Carries a plan out. */
@Module({
  imports: [ProvidersModule, MediaModule],
  providers: [PictureCheck, HealthBoard, RouteOrder, RiskReckoning, AttemptRunner, Hedging, Router],
  exports: [Router, RouteOrder, HealthBoard],
})
export class RoutingModule {}
