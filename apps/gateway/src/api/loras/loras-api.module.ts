import { LorasModule } from '@fusionbridge/loras';
import { Module } from '@nestjs/common';
import { LorasController } from './loras.controller.js';

/** The routes of the LoRA catalogue. */
@Module({ imports: [LorasModule], controllers: [LorasController] })
export class LorasApiModule {}
