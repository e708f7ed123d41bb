import { ApiProperty, ApiPropertyOptional, ApiSchema } from '@nestjs/swagger';

@ApiSchema({ description: 'The message that the model wrote.' })
class ChatResponseMessage {
  @ApiProperty({ example: 'assistant' })
  role!: string;

  @ApiProperty({ example: 'A red fox stands in fresh snow.' })
  content!: string;
}

@ApiSchema({ description: 'A completion.' })
class ChatChoice {
  @ApiProperty({ example: 0 })
  index!: number;

  @ApiProperty({ type: ChatResponseMessage })
  message!: ChatResponseMessage;

  @ApiProperty({ example: 'stop' })
  finish_reason!: string;
}

@ApiSchema({ description: 'Token counts.' })
class ChatUsage {
  @ApiProperty({ example: 12 })
  prompt_tokens!: number;

  @ApiProperty({ example: 9 })
  completion_tokens!: number;

  @ApiProperty({ example: 21 })
  total_tokens!: number;
}

@ApiSchema({
  description:
    "A chat completion, as the chat server sent it; You.com's responses are converted to this format.",
})
export class ChatResponse {
  @ApiProperty({ example: 'chatcmpl-1' })
  id!: string;

  @ApiProperty({ example: 'chat.completion' })
  object!: string;

  @ApiProperty({ example: 1_795_300_000 })
  created!: number;

  @ApiProperty({ example: 'gpt-5-mini' })
  model!: string;

  @ApiProperty({ type: [ChatChoice] })
  choices!: ChatChoice[];

  @ApiPropertyOptional({ type: ChatUsage })
  usage?: ChatUsage;

  /** Only for You.com: fields its agent does not support, and that `usage` is estimated. */
  @ApiPropertyOptional({ example: { provider: 'you-com', degradations: [], usage_estimated: true } })
  fusionbridge?: object;
}
