import { MediaModule } from '@fusionbridge/media';
import { Module } from '@nestjs/common';
import { ContentGate } from './gate/content-gate.js';
import { BlockList } from './gate/block-list.js';
import { Moderation } from './gate/moderation.js';
import { ServiceHttp } from './http/service-http.js';
import { LlmClient } from './llm/llm-client.js';
import { LlmEndpoints } from './llm/llm-endpoints.js';
import { Summarizer } from './summary/summarizer.js';
import { SummaryTemplate } from './summary/summary-template.js';
import { PictureDescriber } from './vision/picture-describer.js';

/** What is done to words before they become a picture: shortened, and refused where they must be. */
@Module({
  imports: [MediaModule],
  providers: [
    ServiceHttp,
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
