import { BridgeError, type Model } from '@fusionbridge/core';
import { Settings } from '@fusionbridge/settings';
import { Controller, Get, Param, Query, UseFilters } from '@nestjs/common';
import { ApiNotFoundResponse, ApiOkResponse, ApiQuery, ApiTags } from '@nestjs/swagger';
import { ModelAnswer, ModelListAnswer } from './model-answers.dto.js';
import { OpenAiErrorAnswer } from './openai-error.dto.js';
import { OpenAiFilter } from './openai.filter.js';

/** The public models, under every name they answer to. */
@ApiTags('OpenAI images')
@Controller('v1/models')
@UseFilters(OpenAiFilter)
export class ModelsController {
  constructor(private readonly settings: Settings) {}

  /** List the models. */
  @Get()
  @ApiQuery({ name: 'type', required: false, example: 'image' })
  @ApiOkResponse({ type: ModelListAnswer })
  list(@Query('type') type?: string): ModelListAnswer {
    const isWanted = type === undefined || type === '' || type === 'image';
    return {
      object: 'list',
      data: isWanted ? this.settings.models.all.flatMap(namesOf).map(modelAnswer) : [],
    };
  }

  /** Show one model. */
  @Get(':id')
  @ApiOkResponse({ type: ModelAnswer })
  @ApiNotFoundResponse({ type: OpenAiErrorAnswer, description: 'No model has this name.' })
  find(@Param('id') id: string): ModelAnswer {
    if (this.settings.models.find(id) === null) {
      throw new BridgeError({
        kind: 'not_found',
        field: 'model',
        message: `The model '${id}' does not exist. GET /v1/models lists those that do.`,
      });
    }
    return modelAnswer(id);
  }
}

function namesOf(model: Model): string[] {
  return [model.id, ...model.aliases];
}

function modelAnswer(id: string): ModelAnswer {
  return { id, object: 'model', created: 0, owned_by: 'fusionbridge', name: id, type: 'image' };
}
