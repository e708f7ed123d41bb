import { LoraCatalogue } from '@fusionbridge/loras';
import { SummaryEnv } from '@fusionbridge/prompting';
import { Settings } from '@fusionbridge/settings';
import { Injectable } from '@nestjs/common';
import { VERSION } from '../version.js';
import type { StatusAnswer } from './operations.dto.js';
import { ProviderOrder } from './provider-order.js';
import { WorkLoad } from './work-load.js';

/** Everything `GET /status` tells beside the providers and `model_config.json`. */
@Injectable()
export class BridgeStatus {
  /** The one that is meant where none is named. */
  readonly model: string;
  private readonly summarizes: boolean;
  private readonly inherited: readonly string[];

  constructor(
    settings: Settings,
    private readonly order: ProviderOrder,
    private readonly work: WorkLoad,
    private readonly loras: LoraCatalogue,
  ) {
    this.inherited = settings.inherited;
    this.model = settings.models.defaultModel.id;
    this.summarizes = settings.section(SummaryEnv).ENABLE_SUMMARIZATION;
  }

  async status(): Promise<Omit<StatusAnswer, 'model_config'>> {
    const { loras, error } = this.loras.standing;
    return {
      status: 'running',
      version: VERSION,
      providers: await this.order.ids(),
      provider_details: this.order.details(),
      summarization_enabled: this.summarizes,
      inherited_files: this.inherited,
      model: this.model,
      ...(await this.work.now()),
      total_loras: loras,
      lora_file_error: error,
      uptime_seconds: Math.floor(process.uptime()),
      memory_mb: Math.round(process.memoryUsage.rss() / 1024 / 1024),
    };
  }
}
