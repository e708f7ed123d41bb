import { Settings } from '@fusionbridge/settings';
import { Controller, Get, HttpCode, Post, UseFilters } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { PublicRoute } from '../access/index.js';
import { OpenAiFilter } from '../dialects/openai/errors/openai.filter.js';
import { VERSION } from '../version.js';
import { BridgeStatus } from './bridge-status.js';
import { ModelConfigNotes } from './model-config-notes.js';
import { HealthAnswer, ResetAnswer, ServiceAnswer, StatusAnswer } from './operations.dto.js';
import { ProviderOrder } from './provider-order.js';

const FEATURES = [
  'A1111 API (/sdapi/v1)',
  'OpenAI images API (/v1/images)',
  'simple API (/api/ai)',
  'durable jobs (/v1/jobs)',
  'fallback that does not pay twice',
];

/** How the bridge is. */
@ApiTags('Operations')
@Controller()
@UseFilters(OpenAiFilter)
export class OperationsController {
  constructor(
    private readonly settings: Settings,
    private readonly order: ProviderOrder,
    private readonly bridge: BridgeStatus,
    private readonly modelConfig: ModelConfigNotes,
  ) {}

  /** Say what this is. Draw Things' clients ping this and read `model` and `upscaler`. */
  @Get()
  @PublicRoute()
  @ApiOkResponse({ type: ServiceAnswer })
  service(): ServiceAnswer {
    return {
      service: 'FusionBridge',
      version: VERSION,
      status: 'running',
      features: FEATURES,
      docs: '/docs',
      model: this.settings.models.defaultModel.id,
      upscaler: 'Lanczos',
    };
  }

  /** Alive. Needs no key, touches nothing. */
  @Get('health')
  @PublicRoute()
  @ApiOkResponse({ type: HealthAnswer })
  health(): HealthAnswer {
    return { status: 'ok' };
  }

  /** Show providers, jobs and memory. */
  @Get('status')
  @ApiOkResponse({ type: StatusAnswer })
  async status(): Promise<StatusAnswer> {
    return { ...(await this.bridge.status()), model_config: this.modelConfig.status() };
  }

  /** Forget what was remembered about the providers: health and caches. Jobs and pictures stay. */
  @Post('reset')
  @HttpCode(200)
  @ApiOkResponse({ type: ResetAnswer })
  async reset(): Promise<ResetAnswer> {
    this.order.forget();
    return { status: 'reset', providers: await this.order.ids() };
  }
}
