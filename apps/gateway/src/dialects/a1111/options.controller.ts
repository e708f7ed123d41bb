import type { Caller } from '@fusionbridge/core';
import { Body, Controller, Get, HttpCode, Post, Res, UseFilters } from '@nestjs/common';
import { ApiBody, ApiInternalServerErrorResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import type { Response } from 'express';
import { RequestCaller } from '../../access/index.js';
import { A1111Filter } from './a1111.filter.js';
import { UnknownCheckpoint } from './responses/unknown-checkpoint.js';
import { A1111ErrorResponse } from './responses/images-response.dto.js';
import { A1111BodyErrors } from './responses/documented-errors.js';
import { CallerChoices } from './callers/caller-choices.js';
import { WEB_UI_OPTIONS } from './catalogue/web-ui-options.js';

/** A1111's default. */
const DEFAULT_JPEG_QUALITY = 80;

/** The only way by which SillyTavern's A1111 source chooses a model; asked before each of its pictures. */
@ApiTags('A1111')
@Controller('sdapi/v1/options')
@UseFilters(A1111Filter)
export class OptionsController {
  constructor(private readonly choices: CallerChoices) {}

  /**
   * Get the caller's options.
   * @remarks The selected model and picture format, and fixed values for other options that clients read.
   */
  @Get()
  @ApiOkResponse({
    description: 'The options.',
    schema: {
      type: 'object',
      additionalProperties: true,
      example: { sd_model_checkpoint: 'default', samples_format: 'png', sd_vae: 'Automatic' },
    },
  })
  getOptions(@RequestCaller() caller: Caller): Record<string, unknown> {
    const { format, quality } = this.choices.of(caller).output;
    return {
      sd_model_checkpoint: this.choices.titleFor(caller),
      samples_format: format === 'jpeg' ? 'jpg' : (format ?? 'png'),
      jpeg_quality: quality ?? DEFAULT_JPEG_QUALITY,
      ...WEB_UI_OPTIONS,
    };
  }

  /**
   * Set the caller's options.
   * @remarks Selects the model and the picture format of the caller's later requests. Other options are ignored.
   */
  @Post()
  @HttpCode(200)
  @ApiBody({
    description: '`sd_model_checkpoint` is a title, an id or an alias; `samples_format` is png, jpg or webp.',
    schema: { type: 'object', additionalProperties: true },
    examples: { model: { summary: 'Select a model', value: { sd_model_checkpoint: 'default' } } },
  })
  @ApiOkResponse({ description: 'Always null.', schema: { nullable: true, example: null } })
  @A1111BodyErrors()
  @ApiInternalServerErrorResponse({ type: A1111ErrorResponse, description: 'The model does not exist.' })
  setOptions(@Body() body: unknown, @RequestCaller() caller: Caller, @Res() response: Response): void {
    const options = typeof body === 'object' && body !== null ? Object.fromEntries(Object.entries(body)) : {};
    const { choices, unknownModel } = this.choices.withSettings(this.choices.of(caller), options);
    if (unknownModel !== null) {
      throw new UnknownCheckpoint(unknownModel, this.choices.titles());
    }
    this.choices.keep(caller, choices);
    response.json(null);
  }
}
