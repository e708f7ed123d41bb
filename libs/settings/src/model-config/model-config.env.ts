import { IsOptional, IsString } from 'class-validator';

const NOT_BLANK = { message: 'a non-empty text' };

/** Where presets, limits and LoRAs of FastFusion's format are. */
export class ModelConfigEnv {
  /** FastFusion's `model_config.json`; the one in the configuration's folder when not set. */
  @IsOptional()
  @IsString(NOT_BLANK)
  CONFIG_PATH?: string = undefined;
}
