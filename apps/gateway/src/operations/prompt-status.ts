import { LoraCatalogue } from '@fusionbridge/loras';
import { Summarizer } from '@fusionbridge/prompting';
import { Injectable } from '@nestjs/common';
import type { StatusResponse } from './operations.dto.js';

/** Prompt shortening and the LoRA catalogue for `GET /status`. */
@Injectable()
export class PromptStatus {
  constructor(
    private readonly summarizer: Summarizer,
    private readonly loras: LoraCatalogue,
  ) {}

  now(): Pick<
    StatusResponse,
    'summarization_enabled' | 'summarization_error' | 'total_loras' | 'lora_file_error'
  > {
    const { loras, error } = this.loras.status;
    return {
      summarization_enabled: this.summarizer.enabled,
      summarization_error: this.summarizer.failing,
      total_loras: loras,
      lora_file_error: error,
    };
  }
}
