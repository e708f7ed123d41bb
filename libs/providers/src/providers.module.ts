import { VendorHttpModule } from '@fusionbridge/http';
import { MediaModule } from '@fusionbridge/media';
import { PersistenceModule } from '@fusionbridge/persistence';
import { Module } from '@nestjs/common';
import { BflProvider } from './bfl/bfl.provider.js';
import { ComfyuiProvider } from './comfyui/comfyui.provider.js';
import { FalProvider } from './fal/fal.provider.js';
import { GeminiProvider } from './gemini/gemini.provider.js';
import { HuggingFaceProvider } from './huggingface/huggingface.provider.js';
import { HuggingFaceSpaceProvider } from './huggingface-space/huggingface-space.provider.js';
import { Inventories } from './inventory/inventories.js';
import { LanczosProvider } from './lanczos/lanczos.provider.js';
import { OpenAiProvider } from './openai/openai.provider.js';
import { OpenAiCompatibleUpstreams } from './openai-compatible/openai-compatible.upstreams.js';
import { PixelDojoApis } from './pixeldojo/pixeldojo.apis.js';
import type { ProviderAbout } from './provider-about.js';
import { ADAPTERS, ProviderRegistry } from './provider-registry.js';
import { ADAPTER_TYPES, type AdapterType, ProviderRenewal } from './provider-renewal.js';
import { ReplicateProvider } from './replicate/replicate.provider.js';
import { RunwareProvider } from './runware/runware.provider.js';
import { SandboxProvider } from './sandbox/sandbox.provider.js';
import { SdWebuiProvider } from './sd-webui/sd-webui.provider.js';
import { StabilityProvider } from './stability/stability.provider.js';
import { TogetherProvider } from './together/together.provider.js';
import { WaveSpeedProvider } from './wavespeed/wavespeed.provider.js';

/** An adapter, with its row of the table of providers. */
type AdapterClass = AdapterType & { readonly about: ProviderAbout };

/** Every adapter, in the order in which they are listed. A new vendor is a folder beside this file and a line here. */
export const ADAPTER_CLASSES: readonly AdapterClass[] = [
  SandboxProvider,
  LanczosProvider,
  SdWebuiProvider,
  ComfyuiProvider,
  OpenAiCompatibleUpstreams,
  RunwareProvider,
  HuggingFaceSpaceProvider,
  FalProvider,
  WaveSpeedProvider,
  TogetherProvider,
  PixelDojoApis,
  HuggingFaceProvider,
  ReplicateProvider,
  BflProvider,
  StabilityProvider,
  OpenAiProvider,
  GeminiProvider,
];

@Module({
  imports: [MediaModule, PersistenceModule, VendorHttpModule],
  providers: [
    ...ADAPTER_CLASSES,
    { provide: ADAPTERS, useFactory: (...adapters) => adapters, inject: [...ADAPTER_CLASSES] },
    { provide: ADAPTER_TYPES, useValue: ADAPTER_CLASSES },
    ProviderRegistry,
    ProviderRenewal,
    Inventories,
  ],
  exports: [Inventories, ProviderRegistry],
})
export class ProvidersModule {}
