import { OperatorAddress } from '@fusionbridge/settings';
import { IsArray, IsBoolean, IsOptional, IsString } from 'class-validator';

/** What is refused beside the rules that are always in force. */
export class GateEnv {
  /** A file with one phrase or /regular expression/ a line. */
  @IsOptional()
  @IsString()
  CONTENT_BLOCKLIST_PATH?: string = undefined;

  /** A service with OpenAI's `/moderations`; a missing `/v1` is added. Prompts are sent there. */
  @IsOptional()
  @OperatorAddress({ version: 'v1', hint: ', such as https://api.openai.com/v1' })
  MODERATION_URL?: string = undefined;

  @IsOptional()
  @IsString()
  MODERATION_API_KEY?: string = undefined;

  /** The service's own choice when not set. */
  @IsOptional()
  @IsString()
  MODERATION_MODEL?: string = undefined;

  /** Categories to refuse, such as `sexual/minors,violence/graphic`; whatever the service flags when empty. */
  @IsArray()
  MODERATION_CATEGORIES: string[] = [];

  /** Refuses everything while the service does not answer. */
  @IsBoolean({ message: 'true or false' })
  MODERATION_REQUIRED: boolean = false;
}
