import {
  type Attempt,
  type ImageProvider,
  type VendorRequest,
  newImageRequest,
  type Outcome,
  type Plan,
  ProviderError,
  type ProviderErrorKind,
  type ProviderImages,
  type Submission,
} from '@fusionbridge/core';
import { MediaModule } from '@fusionbridge/media';
import { ProviderRegistry } from '@fusionbridge/providers';
import { SettingsModule } from '@fusionbridge/settings';
import { modelsWithChain, registryOf, testSettings } from '@fusionbridge/testing';
import { Test, type TestingModule } from '@nestjs/testing';
import sharp from 'sharp';
import type { RunContext } from '../src/delivery.js';
import { RoutingModule } from '../src/routing.module.js';

const noise = Buffer.from(Array.from({ length: 64 * 64 * 3 }, (_, i) => (i * 7919) % 256));

export async function png(): Promise<Buffer> {
  return sharp(noise, { raw: { width: 64, height: 64, channels: 3 } })
    .png()
    .toBuffer();
}

export async function black(): Promise<Buffer> {
  return sharp({ create: { width: 64, height: 64, channels: 3, background: '#000' } })
    .png()
    .toBuffer();
}

export function images(bytes: readonly Buffer[], more: Partial<ProviderImages> = {}): Submission {
  return {
    kind: 'images',
    images: {
      pictures: bytes.map((one) => ({ bytes: one, seed: null, flagged: false })),
      cost: { usd: 0.04, source: 'reported' },
      degradations: [],
      ...more,
    },
  };
}

export async function paints(request: VendorRequest): Promise<Submission> {
  const one = await png();
  return images(Array.from({ length: request.count }, () => one));
}

export function fails(kind: ProviderErrorKind, outcome: Outcome) {
  return async (): Promise<never> => {
    throw new ProviderError({ provider: 'first', kind, outcome, message: `first says ${kind}` });
  };
}

export function planOf(count: number, ...providers: ImageProvider[]): Plan {
  const request = newImageRequest({ prompt: 'x', count, seed: 100, size: { width: 64, height: 64 } });
  return {
    model: 'main',
    originalPrompt: 'x',
    summary: { prompt: 'x', by: 'none', why: 'it is short' },
    prompt: 'x',
    negativePrompt: '',
    loras: [],
    seed: 100,
    routing: 'ordered',
    candidates: providers.map((provider) => ({
      provider: provider.id,
      vendorModel: 'm1',
      request,
      degradations: [{ field: 'steps', asked: '20', given: 'dropped', why: `because of ${provider.id}` }],
      calls: 1,
      preset: null,
      estimate: null,
    })),
    excluded: [],
  };
}

/** A fox in 256 × 256 at providers whose adapters are real, the first one first. */
export function foxPlan(...providers: readonly string[]): Plan {
  const request = newImageRequest({ prompt: 'a fox', seed: 7, size: { width: 256, height: 256 } });
  const unused = { degradations: [], calls: 1, preset: null, estimate: null };
  return {
    ...planOf(1),
    originalPrompt: 'a fox',
    prompt: 'a fox',
    seed: 7,
    candidates: providers.map((provider) => ({ provider, vendorModel: '', request, ...unused })),
  };
}

export interface Watched extends RunContext {
  readonly written: Attempt[];
  readonly controller: AbortController;
}

export function watched(): Watched {
  const controller = new AbortController();
  const written: Attempt[] = [];
  return {
    jobId: 'job',
    written,
    controller,
    signal: controller.signal,
    slot: { enter: async () => undefined, leave: () => undefined },
    onAttempt: async (attempt) => {
      written.push(attempt);
    },
    onProgress: () => undefined,
    log: () => undefined,
  };
}

/** The routing room over providers that a test plays. */
export async function routingOver(
  providers: readonly ImageProvider[],
  env: Record<string, string> = {},
): Promise<TestingModule> {
  return Test.createTestingModule({
    imports: [
      SettingsModule.with(testSettings(modelsWithChain('other', 'first'), env)),
      MediaModule,
      RoutingModule,
    ],
  })
    .overrideProvider(ProviderRegistry)
    .useValue(registryOf(...providers))
    .compile();
}
