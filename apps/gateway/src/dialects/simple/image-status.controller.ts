import type { ImageProvider } from '@fusionbridge/core';
import { ProviderRegistry } from '@fusionbridge/providers';
import { Controller, Get, UseFilters } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { ImageProviderAnswer, ImageStatusAnswer } from './generate-image-body.dto.js';
import { simpleNameOf } from './provider-name.js';
import { SimpleFilter } from './simple.filter.js';

const PROBE_MS = 5000;

/** The other call of the Express server this replaces (contracts/inherited.md §3). */
@ApiTags('Simple')
@Controller()
@UseFilters(SimpleFilter)
export class ImageStatusController {
  constructor(private readonly registry: ProviderRegistry) {}

  /** Say which providers are configured and can be reached. */
  @Get('api/ai/image-status')
  @ApiOkResponse({ type: ImageStatusAnswer })
  async status(): Promise<ImageStatusAnswer> {
    const providers = await Promise.all(this.registry.all().map(probed));
    return { success: true, available: providers.some((one) => one.reachable), providers };
  }
}

/** A provider that cannot even say how it is cannot be reached. */
async function probed(provider: ImageProvider): Promise<ImageProviderAnswer> {
  const configured = provider.configured();
  const name = { provider: simpleNameOf(provider.id), configured: configured === true };
  if (configured !== true) {
    return { ...name, reachable: false, message: configured };
  }
  try {
    return { ...name, ...(await provider.probe(AbortSignal.timeout(PROBE_MS))) };
  } catch (error) {
    return { ...name, reachable: false, message: error instanceof Error ? error.message : 'did not answer' };
  }
}
