import { Settings } from '@fusionbridge/settings';
import { Injectable, Logger, type OnModuleInit } from '@nestjs/common';
import type { ModelConfigStatus } from './operations.dto.js';

const SWITCHES = ['generations', 'edits', 'variations'] as const;

/** Reports how `model_config.json` was read, in the log at startup and in `GET /status`. */
@Injectable()
export class ModelConfigNotes implements OnModuleInit {
  private readonly logger = new Logger('model_config.json');

  constructor(private readonly settings: Settings) {}

  onModuleInit(): void {
    const { unknownKeys, unusedKeys, vision } = this.settings.modelConfig;
    if (vision !== null && vision.keyVariable !== null && this.settings.secret(vision.keyVariable) === null) {
      this.logger.warn(`${vision.keyVariable} is not set, so ${vision.model} is shown no pictures`);
    }
    if (unknownKeys.length > 0) {
      this.logger.warn(`unknown keys, mistyped perhaps: ${unknownKeys.join(', ')}`);
    }
    if (unusedKeys.length > 0) {
      this.logger.log(`unused until a local engine is configured: ${unusedKeys.join(', ')}`);
    }
  }

  status(): ModelConfigStatus {
    const { name, maxCount, presets, unusedKeys, unknownKeys } = this.settings.modelConfig;
    return {
      name,
      max_n: maxCount,
      presets: presets.names,
      switched_off: SWITCHES.filter((one) => !this.settings.modelConfig.serves(one)),
      unused_until_a_local_engine_is_configured: unusedKeys,
      unknown_keys: unknownKeys,
    };
  }
}
