import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';

class ChatMessageBody {
  /** `system`, `developer`, `user`, `assistant`, `tool` or `function`. */
  @ApiProperty({ example: 'user' })
  role!: string;

  /** A text, or a list of parts. */
  @ApiProperty({ example: 'Describe a fox in the snow.' })
  content!: string;
}

/** Body of `POST /v1/chat/completions`, for the documentation: every further field goes on to the chat server as it is. */
export class ChatBody {
  /** A name from `GET /v1/models?type=chat`; the usual one when left out. */
  @ApiPropertyOptional()
  model?: string;

  @ApiProperty({ type: [ChatMessageBody] })
  messages!: ChatMessageBody[];

  /** The answer bit by bit. */
  @ApiPropertyOptional({ example: false })
  stream?: boolean;

  /** An agent of You.com: `express`, `advanced`, or the id of one that you made. */
  @ApiPropertyOptional()
  agent_id?: string;
}
