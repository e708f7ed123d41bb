import { Controller, Get, UseFilters } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { ProviderProbes } from '../../operations/provider-probes.js';
import { ImageStatusResponse } from './generate-image-body.dto.js';
import { simpleNameOf } from './provider-name.js';
import { SimpleFilter } from './simple.filter.js';

/** The other call of the Express server this replaces (contracts/inherited.md §3). */
@ApiTags('Simple')
@Controller()
@UseFilters(SimpleFilter)
export class ImageStatusController {
  constructor(private readonly probes: ProviderProbes) {}

  /**
   * Check which providers are available.
   * @remarks Probes every configured provider at no cost.
   */
  @Get('api/ai/image-status')
  @ApiOkResponse({ type: ImageStatusResponse })
  async getImageStatus(): Promise<ImageStatusResponse> {
    const providers = (await this.probes.all()).map(({ id, ...probe }) => ({
      provider: simpleNameOf(id),
      ...probe,
    }));
    return { success: true, available: providers.some((one) => one.reachable), providers };
  }
}
