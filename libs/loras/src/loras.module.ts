import { Module } from '@nestjs/common';
import { LoraCatalogue } from './catalogue/lora-catalogue.js';
import { LoraSelector } from './lora-selector.js';

/** The LoRA catalogue, and the selection of its entries for a request. */
@Module({
  providers: [LoraCatalogue, LoraSelector],
  exports: [LoraCatalogue, LoraSelector],
})
export class LorasModule {}
