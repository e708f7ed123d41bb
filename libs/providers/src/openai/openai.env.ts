import { OperatorAddress } from '@fusionbridge/settings';
import { IsInt, IsNotEmpty, IsOptional, IsString, Max, Min } from 'class-validator';

const MOST_PREVIEWS = 3;

/** OpenAI. */
export class OpenAiEnv {
  /** From platform.openai.com/api-keys. */
  @IsOptional()
  @IsString()
  OPENAI_API_KEY?: string = undefined;

  /** Up to and including `/v1`. */
  @OperatorAddress({ version: 'v1' })
  OPENAI_BASE_URL: string = 'https://api.openai.com/v1';

  /** Who pays, where the key belongs to several organizations. */
  @IsOptional()
  @IsString()
  OPENAI_ORG_ID?: string = undefined;

  @IsOptional()
  @IsString()
  OPENAI_PROJECT_ID?: string = undefined;

  /** The model where a chain names none; OpenAI switches them off after a year or two. */
  @IsString()
  @IsNotEmpty({ message: 'the name of a model' })
  OPENAI_MODEL: string = 'gpt-image-2';

  @IsInt({ message: 'seconds, a whole number from 1' })
  @Min(1)
  OPENAI_TIMEOUT_SECONDS: number = 300;

  /** Half-painted pictures to show on the way. OpenAI bills each. */
  @IsInt({ message: 'a whole number from 0 to 3' })
  @Min(0, { message: 'a whole number from 0 to 3' })
  @Max(MOST_PREVIEWS, { message: 'a whole number from 0 to 3' })
  OPENAI_PREVIEWS: number = 0;
}
