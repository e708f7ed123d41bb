import { Readiness } from '@fusionbridge/jobs';
import { Controller, Get, HttpCode, Post, Res, UseFilters } from '@nestjs/common';
import { ApiOkResponse, ApiServiceUnavailableResponse, ApiTags } from '@nestjs/swagger';
import type { Response } from 'express';
import { PublicRoute } from '../access/index.js';
import { OpenAiFilter } from '../api/errors/openai.filter.js';
import { VERSION } from '../version.js';
import { BridgeStatus } from './bridge-status.js';
import { ModelConfigNotes } from './model-config-notes.js';
import {
  HealthResponse,
  ResetResponse,
  ServiceResponse,
  StatusResponse,
  UnhealthyResponse,
} from './operations.dto.js';
import { ProviderOrder } from './provider-order.js';

const FEATURES = [
  'A1111 API (/sdapi/v1)',
  'OpenAI images API (/v1/images)',
  'simple API (/api/ai)',
  'durable jobs (/v1/jobs)',
  'fallback that does not pay twice',
];

/** Health, status and maintenance. */
@ApiTags('Operations')
@Controller()
@UseFilters(OpenAiFilter)
export class OperationsController {
  constructor(
    private readonly order: ProviderOrder,
    private readonly bridge: BridgeStatus,
    private readonly modelConfig: ModelConfigNotes,
    private readonly readiness: Readiness,
  ) {}

  /**
   * Get service information.
   * @remarks Name, version and features of the service. Clients of Draw Things read `model` and `upscaler`.
   */
  @Get()
  @PublicRoute()
  @ApiOkResponse({ type: ServiceResponse })
  getServiceInfo(): ServiceResponse {
    return {
      service: 'FusionBridge',
      version: VERSION,
      status: 'running',
      features: FEATURES,
      docs: '/docs',
      model: this.bridge.model,
      upscaler: 'Lanczos',
    };
  }

  /**
   * Check the health of the service.
   * @remarks Reports whether the bridge can store its work. Needs no key and calls no provider.
   */
  @Get('health')
  @PublicRoute()
  @ApiOkResponse({ type: HealthResponse })
  @ApiServiceUnavailableResponse({
    type: UnhealthyResponse,
    description: 'Nothing can be written or kept now.',
  })
  getHealth(@Res({ passthrough: true }) response: Response): HealthResponse | UnhealthyResponse {
    const problems = this.readiness.problems();
    if (problems.length === 0) {
      return { status: 'ok' };
    }
    response.status(503);
    return { status: 'unavailable', problems };
  }

  /**
   * Get the status of the bridge.
   * @remarks Providers with their statistics, jobs, kept pictures and memory.
   */
  @Get('status')
  @ApiOkResponse({ type: StatusResponse })
  async getStatus(): Promise<StatusResponse> {
    return { ...(await this.bridge.status()), model_config: this.modelConfig.status() };
  }

  /**
   * Reset what is remembered about providers.
   * @remarks Clears statistics, cooldowns and cached lists. Jobs and pictures are kept.
   */
  @Post('reset')
  @HttpCode(200)
  @ApiOkResponse({ type: ResetResponse })
  async resetProviders(): Promise<ResetResponse> {
    this.order.forget();
    return { status: 'reset', providers: await this.order.ids() };
  }
}
