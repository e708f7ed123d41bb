import { LorasModule } from '@fusionbridge/loras';
import { Module } from '@nestjs/common';
import { OpenAiModule } from '../../dialects/openai/index.js';
import { PlansController } from './plans.controller.js';

/** Plans and prices, without buying anything. */
@Module({ imports: [LorasModule, OpenAiModule], controllers: [PlansController] })
export class PlansApiModule {}
