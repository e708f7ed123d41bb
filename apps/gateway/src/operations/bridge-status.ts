import { Settings } from '@fusionbridge/settings';
import { Injectable } from '@nestjs/common';
import { VERSION } from '../version.js';
import type { StatusResponse } from './operations.dto.js';
import { PromptStatus } from './prompt-status.js';
import { ProviderOrder } from './provider-order.js';
import { WorkLoad } from './work-load.js';

/** Builds the response of `GET /status`, apart from `model_config.json`. */
@Injectable()
export class BridgeStatus {
  /** The default model. */
  readonly model: string;
  private readonly inherited: readonly string[];

  constructor(
    settings: Settings,
    private readonly order: ProviderOrder,
    private readonly work: WorkLoad,
    private readonly prompts: PromptStatus,
  ) {
    this.inherited = settings.inherited;
    this.model = settings.models.defaultModel.id;
  }

  async status(): Promise<Omit<StatusResponse, 'model_config'>> {
    return {
      status: 'running',
      version: VERSION,
      providers: await this.order.ids(),
      provider_details: this.order.details(),
      inherited_files: this.inherited,
      model: this.model,
      ...(await this.work.now()),
      ...this.prompts.now(),
      uptime_seconds: Math.floor(process.uptime()),
      memory_mb: Math.round(process.memoryUsage.rss() / 1024 / 1024),
    };
  }
}
