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
  ApiNotFoundResponse,
  ApiOkResponse,
  ApiQuery,
  ApiTags,
} from '@nestjs/swagger';
import { charactersIn, MostValues } from '../../bodies/index.js';
import { ApiRefusals, OpenAiErrorResponse } from '../errors/openai-error.dto.js';
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

/** Values and names in a whole catalogue; ten thousand LoRAs have fewer. */
const MOST_IN_CATALOGUE = 500_000;
const NAME = /^[\w.:@ +-]{1,120}$/;
const ENTRY = { schema: { type: 'object', example: { url: 'owner/lora', keywords: ['elena'], rank: 1 } } };
const FILE = { schema: { type: 'object', example: { config: {}, loras: { elena: { url: 'owner/lora' } } } } };

/** The LoRA catalogue. What is changed here is written back to its file. */
@ApiTags('LoRAs')
@Controller('v1/loras')
@UseFilters(OpenAiFilter)
export class LorasController {
  constructor(
    private readonly catalogue: LoraCatalogue,
    private readonly selector: LoraSelector,
  ) {}

  /** List the LoRAs, or those in whose names, keywords, triggers or notes a text occurs. */
  @Get()
  @ApiQuery({ name: 'q', required: false, example: 'elena' })
  @ApiQuery({ name: 'category', required: false, example: 'character' })
  @ApiOkResponse({ type: LoraListResponse })
  list(@Query('q') text?: string, @Query('category') category?: string): LoraListResponse {
    const { loras } = this.catalogue.current.catalogue;
    const data = loras.filter((lora) => isAbout(lora, text) && isOf(lora, category)).map(loraView);
    return { object: 'list', data };
  }

  /** Give the whole file out. */
  @Get('export')
  @ApiOkResponse(FILE)
  export(): Promise<object> {
    return this.catalogue.exported();
  }

  /** Take a whole file over: `merge` lays it over the one that is there, `replace` puts it in its place. */
  @Post('import')
  @HttpCode(200)
  @MostValues(MOST_IN_CATALOGUE)
  @ApiQuery({ name: 'mode', required: false, enum: ['merge', 'replace'] })
  @ApiBody(FILE)
  @ApiOkResponse({ type: LoraImportResponse })
  @ApiRefusals()
  async import(
    @Body(new JsonObjectPipe()) document: Record<string, unknown>,
    @Query('mode') mode = 'merge',
  ): Promise<LoraImportResponse> {
    if (mode !== 'merge' && mode !== 'replace') {
      throw BridgeError.invalid('mode', "Invalid 'mode': merge or replace.");
    }
    await this.catalogue.import(document, mode);
    return { loras: this.catalogue.standing.loras };
  }

  /** Show what a text would choose, where each LoRA was found in it, and what would be left out. */
  @Post('match')
  @HttpCode(200)
  @ApiBody({ type: MatchBody })
  @ApiOkResponse({ type: LoraMatchResponse })
  @ApiRefusals()
  match(@Body(MatchBodyPipe) body: MatchBody): LoraMatchResponse {
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

  /** Show one LoRA. */
  @Get(':id')
  @ApiOkResponse({ type: LoraResponse })
  @ApiNotFoundResponse({ type: OpenAiErrorResponse })
  find(@Param('id') id: string): LoraResponse {
    return loraView(this.known(id));
  }

  /** Add a LoRA: its fields as in the file, and `id`. */
  @Post()
  @HttpCode(201)
  @ApiBody(ENTRY)
  @ApiCreatedResponse({ type: LoraResponse })
  @ApiRefusals()
  async create(@Body(new JsonObjectPipe()) body: Record<string, unknown>): Promise<LoraResponse> {
    const { id, ...entry } = body;
    if (typeof id !== 'string' || !NAME.test(id)) {
      throw BridgeError.invalid('id', "Invalid 'id': up to 120 letters, digits, blanks and . : @ + _ -");
    }
    return loraView(await this.catalogue.add(id, entry));
  }

  /** Put an entry in the place of the old one. */
  @Put(':id')
  @ApiBody(ENTRY)
  @ApiOkResponse({ type: LoraResponse })
  @ApiNotFoundResponse({ type: OpenAiErrorResponse })
  @ApiRefusals()
  async replace(
    @Param('id') id: string,
    @Body(new JsonObjectPipe()) entry: Record<string, unknown>,
  ): Promise<LoraResponse> {
    return loraView(await this.catalogue.replace(id, entry));
  }

  /** Change some fields of an entry. */
  @Patch(':id')
  @ApiBody(ENTRY)
  @ApiOkResponse({ type: LoraResponse })
  @ApiNotFoundResponse({ type: OpenAiErrorResponse })
  @ApiRefusals()
  async change(
    @Param('id') id: string,
    @Body(new JsonObjectPipe()) fields: Record<string, unknown>,
  ): Promise<LoraResponse> {
    return loraView(await this.catalogue.amend(id, fields));
  }

  /** Take a LoRA out. */
  @Delete(':id')
  @HttpCode(204)
  @ApiNoContentResponse()
  @ApiNotFoundResponse({ type: OpenAiErrorResponse })
  async remove(@Param('id') id: string): Promise<void> {
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
