import { ApiProperty, ApiPropertyOptional, ApiSchema } from '@nestjs/swagger';

@ApiSchema({ description: 'The message that the model wrote.' })
class ChatResponseMessage {
  /** Role of the author. */
  @ApiProperty({ example: 'assistant' })
  role!: string;

  /** The text. */
  @ApiProperty({ example: 'A red fox stands in fresh snow.' })
  content!: string;
}

@ApiSchema({ description: 'A completion.' })
class ChatChoice {
  /** Index of the completion. */
  @ApiProperty({ example: 0 })
  index!: number;

  /** Explanation. */
  @ApiProperty({ type: ChatResponseMessage })
  message!: ChatResponseMessage;

  /** Why the completion ended. */
  @ApiProperty({ example: 'stop' })
  finish_reason!: string;
}

@ApiSchema({ description: 'Token counts.' })
class ChatUsage {
  /** Tokens of the prompt. */
  @ApiProperty({ example: 12 })
  prompt_tokens!: number;

  /** Tokens of the completion. */
  @ApiProperty({ example: 9 })
  completion_tokens!: number;

  /** All tokens. */
  @ApiProperty({ example: 21 })
  total_tokens!: number;
}

@ApiSchema({
  description:
    "A chat completion, as the chat server sent it; You.com's responses are converted to this format.",
})
export class ChatResponse {
  /** Identifier. */
  @ApiProperty({ example: 'chatcmpl-1' })
  id!: string;

  /** Type of the object. */
  @ApiProperty({ example: 'chat.completion' })
  object!: string;

  /** Creation time in Unix seconds. */
  @ApiProperty({ example: 1_795_300_000 })
  created!: number;

  /** The model. */
  @ApiProperty({ example: 'gpt-5-mini' })
  model!: string;

  /** The completions; always one. */
  @ApiProperty({ type: [ChatChoice] })
  choices!: ChatChoice[];

  /** Token counts. */
  @ApiPropertyOptional({ type: ChatUsage })
  usage?: ChatUsage;

  /** Only for You.com: fields its agent does not support, and that `usage` is estimated. */
  @ApiPropertyOptional({ example: { provider: 'you-com', degradations: [], usage_estimated: true } })
  fusionbridge?: object;
}
