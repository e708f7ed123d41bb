import { Settings } from '@fusionbridge/settings';
import { Module } from '@nestjs/common';
import { APP_GUARD } from '@nestjs/core';
import { ThrottlerModule } from '@nestjs/throttler';
import { AccessGuard } from './access.guard.js';
import { CallerRegistry } from './caller-registry.js';
import { GenerationThrottleGuard } from './generation-throttle.guard.js';
import { ServerEnv } from '../server.env.js';

const MINUTE_MS = 60_000;
const NO_LIMIT = Number.MAX_SAFE_INTEGER;

/** Identifies callers and limits their rate. The access guard must run first. */
@Module({
  imports: [
    ThrottlerModule.forRootAsync({
      inject: [Settings],
      useFactory: (settings: Settings) => ({
        throttlers: [{ ttl: MINUTE_MS, limit: settings.section(ServerEnv).THROTTLE_PER_MINUTE || NO_LIMIT }],
        setHeaders: false,
      }),
    }),
  ],
  providers: [
    CallerRegistry,
    { provide: APP_GUARD, useClass: AccessGuard },
    { provide: APP_GUARD, useClass: GenerationThrottleGuard },
  ],
  exports: [CallerRegistry],
})
export class AccessModule {}
