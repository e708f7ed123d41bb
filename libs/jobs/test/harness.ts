import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  type Caller,
  type ImageRequest,
  type Job,
  newImageRequest,
  type Picture,
  type ProviderCapabilities,
  type Size,
} from '@fusionbridge/core';
import { PictureStore } from '@fusionbridge/media';
import { Instance, JobRepository } from '@fusionbridge/persistence';
import { Planner } from '@fusionbridge/planning';
import { ProviderRegistry } from '@fusionbridge/providers';
import { Router } from '@fusionbridge/routing';
import { Settings, SettingsModule } from '@fusionbridge/settings';
import { Logger } from '@nestjs/common';
import { Test } from '@nestjs/testing';
import sharp from 'sharp';
import type { TestStorage } from '../../persistence/test/backends.js';
import { JobService, JobsModule, type Order, PictureRemoval, type Submitted } from '../src/index.js';
import { JobQueue } from '../src/run/job-queue.js';
import { CleanUp } from '../src/keeping/clean-up.js';
import { FakePlanner, FakeRouter } from './fake-router.js';

export const ANNA: Caller = { id: 'key-anna', owner: 'Anna' };
export const BEN: Caller = { id: 'key-ben', owner: 'Ben' };

/** The job room over a real database and real files, with a planner and a router that the test plays. */
export interface Harness {
  readonly jobs: JobService;
  readonly repository: JobRepository;
  readonly store: PictureStore;
  readonly removal: PictureRemoval;
  readonly cleanUp: CleanUp;
  readonly planner: FakePlanner;
  readonly router: FakeRouter;
  /** Submits for Anna. */
  submit(order?: Partial<Order>): Promise<Job>;
  /** The same, with what the result cache had to do with it. */
  submitted(order?: Partial<Order>): Promise<Submitted>;
  /** The jobs' part of the end of the bridge, with the database still open. */
  stop(): Promise<void>;
  /** Once, however often it is asked. */
  close(): Promise<void>;
}

/** `paid` charges for what is stopped, `gentle` only for what it finishes, `free` for nothing. */
const PROVIDERS: Record<string, Pick<ProviderCapabilities, 'cancel' | 'cost'>> = {
  paid: { cancel: 'charged', cost: 'list' },
  gentle: { cancel: 'free', cost: 'list' },
  free: { cancel: 'free', cost: 'free' },
};

/** What the job room asks of the registry. */
const registry = {
  find: (id: string) => (id in PROVIDERS ? { capabilities: () => PROVIDERS[id] } : null),
  onReplaced: () => undefined,
};

/**
 * Starts over `place`; started twice over the same one, it is the bridge after a crash.
 * @param owner Another name for another bridge beside it
 */
export async function startJobs(
  place: TestStorage,
  env: Record<string, string> = {},
  store?: Pick<PictureStore, 'keep' | 'read' | 'beforeOrder'>,
  owner = 'bridge',
): Promise<Harness> {
  const folder = await mkdtemp(join(tmpdir(), 'fusionbridge-pictures-'));
  const { DATA_PATH, DATABASE_URL } = place.storage;
  const settings = new Settings({
    configPath: join(import.meta.dirname, '../../../config'),
    env: {
      DATA_PATH,
      ...(DATABASE_URL === undefined ? {} : { DATABASE_URL }),
      IMAGE_DATA_PATH: folder,
      ...env,
    },
  });
  const planner = new FakePlanner();
  const router = new FakeRouter();
  let building = Test.createTestingModule({ imports: [SettingsModule.with(settings), JobsModule] })
    .overrideProvider(Planner)
    .useValue(planner)
    .overrideProvider(Router)
    .useValue(router)
    .overrideProvider(ProviderRegistry)
    .useValue(registry)
    .overrideProvider(Instance)
    .useValue(new Instance(owner));
  if (store !== undefined) {
    building = building.overrideProvider(PictureStore).useValue(store);
  }
  const module = await building.compile();
  Logger.overrideLogger(false);
  await module.init();
  const jobs = module.get(JobService);
  let closed: Promise<void> | null = null;
  const close = async (): Promise<void> => {
    await module.close();
    await rm(folder, { recursive: true, force: true });
  };
  const submitted = (order: Partial<Order> = {}): Promise<Submitted> =>
    jobs.submit({ request: requestFor(), caller: ANNA, dialect: 'openai', ...order });
  return {
    jobs,
    repository: module.get(JobRepository),
    store: module.get(PictureStore),
    removal: module.get(PictureRemoval),
    cleanUp: module.get(CleanUp),
    planner,
    router,
    submit: async (order) => (await submitted(order)).job,
    submitted,
    stop: () => module.get(JobQueue).beforeApplicationShutdown(),
    close: () => (closed ??= close()),
  };
}

export function requestFor(given: Partial<ImageRequest> = {}): ImageRequest {
  return newImageRequest({ prompt: 'a lighthouse', ...given });
}

/** A gradient, different for each `tint`. */
export async function paint(size: Size = { width: 32, height: 32 }, tint = 0): Promise<Picture> {
  const { width, height } = size;
  const pixels = Buffer.from(
    Array.from({ length: width * height * 3 }, (_, index) => (index * 7 + tint * 31) % 256),
  );
  const bytes = await sharp(pixels, { raw: { width, height, channels: 3 } })
    .png()
    .toBuffer();
  return { format: 'png', width, height, bytes };
}

/** Ends what a test of `startJobs` has begun, its timers included. */
export async function endJobs(harness: Harness, place: TestStorage): Promise<void> {
  jest.useRealTimers();
  await harness.close();
  await place.drop();
}
