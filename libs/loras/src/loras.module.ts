import { Module } from '@nestjs/common';
import { LoraCatalogue } from './catalogue/lora-catalogue.js';
import { LoraSelector } from './lora-selector.js';

/** The LoRA catalogue, and which of its entries a request wants. */
@Module({
  providers: [LoraCatalogue, LoraSelector],
  exports: [LoraCatalogue, LoraSelector],
})
export class LorasModule {}
