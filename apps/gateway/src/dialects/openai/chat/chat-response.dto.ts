import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';

class ChatResponseMessage {
  @ApiProperty({ example: 'assistant' })
  role!: string;

  @ApiProperty({ example: 'A red fox stands in fresh snow.' })
  content!: string;
}

class ChatChoice {
  @ApiProperty({ example: 0 })
  index!: number;

  @ApiProperty({ type: ChatResponseMessage })
  message!: ChatResponseMessage;

  @ApiProperty({ example: 'stop' })
  finish_reason!: string;
}

class ChatUsage {
  @ApiProperty({ example: 12 })
  prompt_tokens!: number;

  @ApiProperty({ example: 9 })
  completion_tokens!: number;

  @ApiProperty({ example: 21 })
  total_tokens!: number;
}

/** A chat server's answer as it came; You.com's in the same shape. */
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

  /** From You.com: what its agent has no field for, and that `usage` is estimated. */
  @ApiPropertyOptional({ example: { provider: 'you-com', degradations: [], usage_estimated: true } })
  fusionbridge?: object;
}
