import { BridgeError, type Lora } from '@fusionbridge/core';
import { composePrompt, LoraCatalogue, LoraSelector } from '@fusionbridge/loras';
import {
  Body,
  Controller,
  Delete,
  Get,
  HttpCode,
  Param,
  Patch,
  Post,
  Put,
  Query,
  UseFilters,
} from '@nestjs/common';
import {
  ApiBody,
  ApiCreatedResponse,
  ApiNoContentResponse,
  ApiOkResponse,
  ApiQuery,
  ApiTags,
} from '@nestjs/swagger';
import { charactersIn, MostValues } from '../../bodies/index.js';
import { OpenAiErrorResponse } from '../errors/openai-error.dto.js';
import { OpenAiFilter } from '../errors/openai.filter.js';
import { JsonObjectPipe } from './json-object.pipe.js';
import {
  LoraImportResponse,
  LoraResponse,
  LoraListResponse,
  LoraMatchResponse,
} from './lora-responses.dto.js';
import { loraView } from './lora-view.js';
import { MatchBody } from './match-body.dto.js';
import { MatchBodyPipe } from './match-body.pipe.js';
import { ApiBodyErrors, ApiNotFound, ApiUnavailable } from '../../openapi/index.js';

/** Values and names in a whole catalogue; ten thousand LoRAs have fewer. */
const MOST_IN_CATALOGUE = 500_000;
const NAME = /^[\w.:@ +-]{1,120}$/;
const UNWRITABLE = 'The file of the catalogue cannot be written.';
const OBJECT = { type: 'object', additionalProperties: true } as const;
const FIELDS = { url: 'owner/lora', keywords: ['elena'], rank: 1 };
const ENTRY = { schema: OBJECT, examples: { entry: { summary: 'An entry', value: FIELDS } } };
const NEW_ENTRY = {
  schema: OBJECT,
  examples: { entry: { summary: 'An entry', value: { id: 'elena', ...FIELDS } } },
};
const FILE = {
  schema: OBJECT,
  examples: { file: { summary: 'A file', value: { config: {}, loras: { elena: { url: 'owner/lora' } } } } },
};
const MATCH_EXAMPLES = {
  story: {
    summary: 'A passage of a story',
    value: {
      prompt: 'Elena pushes the tavern door open. Marcus looks up and smiles.',
      visible_characters: ['Elena'],
    },
  },
};

/** The LoRA catalogue. What is changed here is written back to its file. */
@ApiTags('LoRAs')
@Controller('v1/loras')
@UseFilters(OpenAiFilter)
export class LorasController {
  constructor(
    private readonly catalogue: LoraCatalogue,
    private readonly selector: LoraSelector,
  ) {}

  /**
   * List the LoRAs.
   * @remarks Optionally only those whose name, keywords, triggers or notes contain a text.
   */
  @Get()
  @ApiQuery({ name: 'q', required: false, example: 'elena' })
  @ApiQuery({ name: 'category', required: false, example: 'character' })
  @ApiOkResponse({ type: LoraListResponse })
  listLoras(@Query('q') text?: string, @Query('category') category?: string): LoraListResponse {
    const { loras } = this.catalogue.current.catalogue;
    const data = loras.filter((lora) => isAbout(lora, text) && isOf(lora, category)).map(loraView);
    return { object: 'list', data };
  }

  /**
   * Export the catalogue.
   * @remarks Returns the whole file.
   */
  @Get('export')
  @ApiOkResponse({ schema: OBJECT, description: 'The file.' })
  exportLoras(): Promise<object> {
    return this.catalogue.exported();
  }

  /**
   * Import a catalogue.
   * @remarks `merge` adds to and overwrites existing entries; `replace` replaces the whole catalogue.
   */
  @Post('import')
  @HttpCode(200)
  @MostValues(MOST_IN_CATALOGUE)
  @ApiQuery({ name: 'mode', required: false, enum: ['merge', 'replace'] })
  @ApiBody(FILE)
  @ApiOkResponse({ type: LoraImportResponse })
  @ApiBodyErrors(OpenAiErrorResponse)
  @ApiUnavailable(OpenAiErrorResponse, UNWRITABLE)
  async importLoras(
    @Body(new JsonObjectPipe()) document: Record<string, unknown>,
    @Query('mode') mode = 'merge',
  ): Promise<LoraImportResponse> {
    if (mode !== 'merge' && mode !== 'replace') {
      throw BridgeError.invalid('mode', "Invalid 'mode': merge or replace.");
    }
    await this.catalogue.import(document, mode);
    return { loras: this.catalogue.status.loras };
  }

  /**
   * Match LoRAs to a text.
   * @remarks Shows which LoRAs a text selects, where each was found, and which are dropped.
   */
  @Post('match')
  @HttpCode(200)
  @ApiBody({ type: MatchBody, examples: MATCH_EXAMPLES })
  @ApiOkResponse({ type: LoraMatchResponse })
  @ApiBodyErrors(OpenAiErrorResponse)
  matchLoras(@Body(MatchBodyPipe) body: MatchBody): LoraMatchResponse {
    const { prompt, negative_prompt: negativePrompt = '' } = body;
    const { matches, loras, degradations } = this.selector.explain(
      {
        prompt,
        negativePrompt,
        ...charactersIn(body),
      },
      body.lora_settings,
    );
    const words = loras.flatMap((lora) => lora.words ?? []);
    const composed = composePrompt({ prompt, negativePrompt }, words);
    return {
      matches: [...matches],
      selected: loras.map(({ name, weight, reason }) => ({ name, weight, reason })),
      dropped: [...degradations],
      prompt: composed.prompt,
      negative_prompt: composed.negativePrompt,
    };
  }

  /**
   * Get a LoRA.
   * @remarks Returns an entry of the catalogue.
   */
  @Get(':id')
  @ApiOkResponse({ type: LoraResponse })
  @ApiNotFound(OpenAiErrorResponse, 'The LoRA does not exist.')
  getLora(@Param('id') id: string): LoraResponse {
    return loraView(this.known(id));
  }

  /**
   * Add a LoRA.
   * @remarks Accepts the fields of the catalogue's file, and `id`.
   */
  @Post()
  @HttpCode(201)
  @ApiBody(NEW_ENTRY)
  @ApiCreatedResponse({ type: LoraResponse })
  @ApiBodyErrors(OpenAiErrorResponse)
  @ApiUnavailable(OpenAiErrorResponse, UNWRITABLE)
  async createLora(@Body(new JsonObjectPipe()) body: Record<string, unknown>): Promise<LoraResponse> {
    const { id, ...entry } = body;
    if (typeof id !== 'string' || !NAME.test(id)) {
      throw BridgeError.invalid('id', "Invalid 'id': up to 120 letters, digits, blanks and . : @ + _ -");
    }
    return loraView(await this.catalogue.add(id, entry));
  }

  /**
   * Replace a LoRA.
   * @remarks Replaces the whole entry.
   */
  @Put(':id')
  @ApiBody(ENTRY)
  @ApiOkResponse({ type: LoraResponse })
  @ApiNotFound(OpenAiErrorResponse, 'The LoRA does not exist.')
  @ApiBodyErrors(OpenAiErrorResponse)
  @ApiUnavailable(OpenAiErrorResponse, UNWRITABLE)
  async replaceLora(
    @Param('id') id: string,
    @Body(new JsonObjectPipe()) entry: Record<string, unknown>,
  ): Promise<LoraResponse> {
    return loraView(await this.catalogue.replace(id, entry));
  }

  /**
   * Update a LoRA.
   * @remarks Changes the given fields of the entry.
   */
  @Patch(':id')
  @ApiBody(ENTRY)
  @ApiOkResponse({ type: LoraResponse })
  @ApiNotFound(OpenAiErrorResponse, 'The LoRA does not exist.')
  @ApiBodyErrors(OpenAiErrorResponse)
  @ApiUnavailable(OpenAiErrorResponse, UNWRITABLE)
  async updateLora(
    @Param('id') id: string,
    @Body(new JsonObjectPipe()) fields: Record<string, unknown>,
  ): Promise<LoraResponse> {
    return loraView(await this.catalogue.amend(id, fields));
  }

  /**
   * Delete a LoRA.
   * @remarks Removes the entry from the catalogue and from its file.
   */
  @Delete(':id')
  @HttpCode(204)
  @ApiNoContentResponse({ description: 'The LoRA was deleted.' })
  @ApiUnavailable(OpenAiErrorResponse, UNWRITABLE)
  @ApiNotFound(OpenAiErrorResponse, 'The LoRA does not exist.')
  async deleteLora(@Param('id') id: string): Promise<void> {
    await this.catalogue.remove(id);
  }

  private known(id: string): Lora {
    const lora = this.catalogue.current.catalogue.get(id);
    if (lora === null) {
      throw new BridgeError({ kind: 'not_found', field: 'id', message: `There is no LoRA '${id}'.` });
    }
    return lora;
  }
}

function isAbout({ id, name, aliases, keywords, words, notes }: Lora, text: string | undefined): boolean {
  const wanted = (text ?? '').toLowerCase();
  return [id, name, notes, ...aliases, ...keywords, ...words.triggers].some((one) =>
    one.toLowerCase().includes(wanted),
  );
}

function isOf(lora: Lora, category: string | undefined): boolean {
  return category === undefined || category === '' || lora.category === category.toLowerCase();
}
