import { chatRequestOf, ChatService, eventOf } from '@fusionbridge/chat';
import { Controller, HttpCode, Post, Req, Res, UseFilters } from '@nestjs/common';
import {
  ApiBody,
  ApiExtraModels,
  ApiOkResponse,
  ApiTags,
  ApiTooManyRequestsResponse,
  getSchemaPath,
} from '@nestjs/swagger';
import type { Request, Response } from 'express';
import { Responses, EventStream } from '../../../responses/index.js';
import { MostValues, rawBodyOf } from '../../../bodies/index.js';
import { ChatResponse } from './chat-response.dto.js';
import { ChatBody } from './chat-body.dto.js';
import { openAiErrorOf } from '../../../api/errors/openai-error.js';
import { OpenAiErrorResponse } from '../../../api/errors/openai-error.dto.js';
import { OpenAiFilter } from '../../../api/errors/openai.filter.js';
import { ApiBodyErrors, ApiGenerationErrors, ApiNotFound } from '../../../openapi/index.js';

/** Values and names; a chat of ten thousand messages has fewer. */
const MOST_IN_CHAT = 100_000;

const EXAMPLES = {
  plain: {
    summary: 'One question',
    value: { messages: [{ role: 'user', content: 'Describe a fox in the snow.' }] },
  },
};

/** OpenAI's chat API, passed on to a chat server or to You.com. */
@ApiTags('OpenAI chat')
@Controller('v1/chat')
@UseFilters(OpenAiFilter)
export class ChatController {
  constructor(
    private readonly chats: ChatService,
    private readonly responses: Responses,
  ) {}

  /**
   * Create a chat completion.
   * @remarks Forwards the chat to the configured chat server or to You.com.
   */
  @Post('completions')
  @MostValues(MOST_IN_CHAT)
  @HttpCode(200)
  @ApiBody({ type: ChatBody, examples: EXAMPLES })
  @ApiExtraModels(ChatResponse)
  @ApiOkResponse({
    description: 'The completion; with `stream: true` server-sent events of `chat.completion.chunk`.',
    content: {
      'application/json': { schema: { $ref: getSchemaPath(ChatResponse) } },
      'text/event-stream': {},
    },
  })
  @ApiBodyErrors(OpenAiErrorResponse)
  @ApiNotFound(OpenAiErrorResponse, 'The model does not exist.')
  @ApiGenerationErrors(OpenAiErrorResponse)
  @ApiTooManyRequestsResponse({ type: OpenAiErrorResponse, description: 'The chat server limits its rate.' })
  async createChatCompletion(@Req() request: Request, @Res() response: Response): Promise<void> {
    const chat = chatRequestOf(rawBodyOf(request));
    if (chat.stream) {
      const stream = new EventStream(response, (error) => eventOf(openAiErrorOf(error).body));
      await stream.send((clientGone) => this.chats.stream(chat, clientGone));
      return;
    }
    const pending = this.responses.open(response);
    await pending.json(await this.chats.complete(chat, pending.clientGone));
  }
}
