import { IsOptional, IsString } from 'class-validator';
import { OperatorAddress } from './operator-address.js';

/** The account at Together AI: it buys pictures, and is asked for text if no other language model is configured. */
export class TogetherAccountEnv {
  /** From api.together.ai/settings/api-keys. */
  @IsOptional()
  @IsString()
  TOGETHER_API_KEY?: string = undefined;

  /** Up to and including `/v1`. */
  @OperatorAddress({ version: 'v1' })
  TOGETHER_BASE_URL: string = 'https://api.together.ai/v1';
}
