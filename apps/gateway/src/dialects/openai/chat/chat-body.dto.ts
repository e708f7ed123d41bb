import { ApiProperty, ApiPropertyOptional, ApiSchema } from '@nestjs/swagger';

@ApiSchema({ description: 'A message of a chat.' })
class ChatMessageBody {
  /** `system`, `developer`, `user`, `assistant`, `tool` or `function`. */
  @ApiProperty({ example: 'user' })
  role!: string;

  /** A text or a list of parts. */
  @ApiProperty({ example: 'Describe a fox in the snow.' })
  content!: string;
}

@ApiSchema({
  description:
    'Request body of `POST /v1/chat/completions`. Further fields are forwarded to the chat server unchanged.',
})
export class ChatBody {
  /** A name from `GET /v1/models?type=chat`. Default: the configured chat model. */
  @ApiPropertyOptional()
  model?: string;

  /** The conversation so far. */
  @ApiProperty({ type: [ChatMessageBody] })
  messages!: ChatMessageBody[];

  /** Streams the completion as server-sent events. */
  @ApiPropertyOptional({ example: false })
  stream?: boolean;

  /** You.com agent: `express`, `advanced` or the id of a custom agent. */
  @ApiPropertyOptional()
  agent_id?: string;
}
