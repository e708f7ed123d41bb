import { VendorHttpModule } from '@fusionbridge/http';
import { MediaModule } from '@fusionbridge/media';
import { Module } from '@nestjs/common';
import { ContentGate } from './gate/content-gate.js';
import { BlockList } from './gate/block-list.js';
import { Moderation } from './gate/moderation.js';
import { LlmClient } from './llm/llm-client.js';
import { LlmEndpoints } from './llm/llm-endpoints.js';
import { ServiceClient } from './service/service-client.js';
import { Summarizer } from './summary/summarizer.js';
import { SummaryTemplate } from './summary/summary-template.js';
import { PictureDescriber } from './vision/picture-describer.js';

/** Prompt processing: summaries, the content gate, image descriptions, and the language models behind them. */
@Module({
  imports: [MediaModule, VendorHttpModule],
  providers: [
    ServiceClient,
    LlmEndpoints,
    LlmClient,
    SummaryTemplate,
    Summarizer,
    BlockList,
    Moderation,
    ContentGate,
    PictureDescriber,
  ],
  exports: [LlmClient, Summarizer, ContentGate, PictureDescriber],
})
export class PromptingModule {}
