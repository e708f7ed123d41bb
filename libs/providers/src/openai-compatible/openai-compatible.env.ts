import { OperatorAddress } from '@fusionbridge/settings';
import { IsIn, IsInt, IsOptional, IsString, Min } from 'class-validator';
import { PRESETS, type PresetName } from './presets.js';

const KNOWN = Object.keys(PRESETS);

/** One OpenAI-compatible server without a line in `config/models.json`: the provider `openai-compatible`. */
export class OpenAiCompatibleEnv {
  /** Up to and including `/v1`. */
  @IsOptional()
  @OperatorAddress({ version: 'v1', hint: ', such as http://127.0.0.1:9999/v1' })
  OPENAI_COMPATIBLE_BASE_URL?: string = undefined;

  /** Without one the server is taken to cost nothing. */
  @IsOptional()
  @IsString()
  OPENAI_COMPATIBLE_API_KEY?: string = undefined;

  /** What it is, and so what it takes beyond the common core. */
  @IsIn(KNOWN, { message: `one of ${KNOWN.join(', ')}` })
  OPENAI_COMPATIBLE_SERVER: PresetName = 'other';

  @IsInt({ message: 'seconds, a whole number from 1' })
  @Min(1)
  OPENAI_COMPATIBLE_TIMEOUT_SECONDS: number = 300;
}
