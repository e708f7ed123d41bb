import { type ChatModel, ChatService } from '@fusionbridge/chat';
import { BridgeError, type Model } from '@fusionbridge/core';
import { OfferedModels } from '@fusionbridge/planning';
import { Settings } from '@fusionbridge/settings';
import { Controller, Get, Param, Query, UseFilters } from '@nestjs/common';
import { ApiOkResponse, ApiQuery, ApiTags } from '@nestjs/swagger';
import { ModelResponse, ModelListResponse } from './model-responses.dto.js';
import { OpenAiErrorResponse } from '../../../api/errors/openai-error.dto.js';
import { OpenAiFilter } from '../../../api/errors/openai.filter.js';
import { ApiNotFound } from '../../../openapi/index.js';

/** The public models: those that paint under every name they answer to, then those that chat. */
@ApiTags('Models')
@Controller('v1/models')
@UseFilters(OpenAiFilter)
export class ModelsController {
  constructor(
    private readonly settings: Settings,
    private readonly offered: OfferedModels,
    private readonly chats: ChatService,
  ) {}

  /**
   * List the models.
   * @remarks Image models under each of their names, then chat models.
   */
  @Get()
  @ApiQuery({ name: 'type', required: false, example: 'image' })
  @ApiOkResponse({ type: ModelListResponse })
  async listModels(@Query('type') type?: string): Promise<ModelListResponse> {
    const wants = (one: string): boolean => type === undefined || type === '' || type === one;
    const painting = wants('image') ? this.offered.list().flatMap(namesOf).map(imageModel) : [];
    const chatting = wants('chat') ? (await this.chats.models()).map(chatModel) : [];
    return { object: 'list', data: [...painting, ...chatting] };
  }

  /**
   * Get a model.
   * @remarks Looks up an image or chat model by name.
   */
  @Get(':id')
  @ApiOkResponse({ type: ModelResponse })
  @ApiNotFound(OpenAiErrorResponse, 'The model does not exist.')
  async getModel(@Param('id') id: string): Promise<ModelResponse> {
    if (this.settings.models.find(id) !== null) {
      return imageModel(id);
    }
    const chatting = (await this.chats.models()).find((model) => model.id === id);
    if (chatting === undefined) {
      throw new BridgeError({
        kind: 'not_found',
        field: 'model',
        message: `The model '${id}' does not exist. GET /v1/models lists those that do.`,
      });
    }
    return chatModel(chatting);
  }
}

function namesOf(model: Model): string[] {
  return [model.id, ...model.aliases];
}

function imageModel(id: string): ModelResponse {
  return { id, object: 'model', created: 0, owned_by: 'fusionbridge', name: id, type: 'image' };
}

function chatModel({ id, ownedBy }: ChatModel): ModelResponse {
  return { id, object: 'model', created: 0, owned_by: ownedBy, name: id, type: 'chat' };
}
