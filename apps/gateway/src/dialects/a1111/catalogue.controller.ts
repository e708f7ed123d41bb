import { LoraCatalogue } from '@fusionbridge/loras';
import { OfferedModels } from '@fusionbridge/planning';
import { Controller, Get, UseFilters } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { A1111Filter } from './a1111.filter.js';
import { titleOf } from './callers/caller-choices.js';
import {
  EmbeddingsResponse,
  CheckpointDto,
  LoraEntry,
  NamedEntry,
  SamplerDto,
  SchedulerDto,
  ScriptsResponse,
  UpscalerDto,
} from './catalogue/catalogue-entry.dto.js';
import { COMMAND_FLAGS, LATENT_UPSCALE_MODES, RESAMPLERS } from './catalogue/fixed-lists.js';
import { UpscalerModels } from './pictures/upscaler-models.js';
import { SAMPLERS } from './catalogue/samplers.js';
import { SCHEDULERS } from './catalogue/schedulers.js';

const ANY_LIST = { schema: { type: 'array' as const, items: { type: 'object' as const }, example: [] } };

/** The lists behind a client's drop-downs. What a web UI has on its disk and the bridge has not is an empty list. */
@ApiTags('A1111')
@Controller('sdapi/v1')
@UseFilters(A1111Filter)
export class CatalogueController {
  constructor(
    private readonly offered: OfferedModels,
    private readonly catalogue: LoraCatalogue,
    private readonly upscalerModels: UpscalerModels,
  ) {}

  /** The public models of `config/models.json` that have a configured provider. */
  @Get('sd-models')
  models(): CheckpointDto[] {
    return this.offered.list().map((model) => ({
      title: titleOf(model),
      model_name: model.id,
      hash: null,
      sha256: null,
      filename: model.id,
      config: null,
    }));
  }

  /** A1111's samplers. Any other name is taken too. */
  @Get('samplers')
  @ApiOkResponse({ type: [SamplerDto] })
  samplers(): readonly SamplerDto[] {
    return SAMPLERS;
  }

  /** A1111's schedule types. Any other name is taken too. */
  @Get('schedulers')
  @ApiOkResponse({ type: [SchedulerDto] })
  schedulers(): readonly SchedulerDto[] {
    return SCHEDULERS;
  }

  /** What enlarges pictures; `None` is first. */
  @Get('upscalers')
  upscalers(): UpscalerDto[] {
    const names = [...RESAMPLERS, ...this.upscalerModels.available().map(({ id }) => id)];
    return names.map((name) => ({ name, model_name: null, model_path: null, model_url: null, scale: 4 }));
  }

  /** What a second pass may be asked for; Lanczos is what is done. */
  @Get('latent-upscale-modes')
  latentUpscaleModes(): NamedEntry[] {
    return LATENT_UPSCALE_MODES;
  }

  /** No VAE can be chosen. */
  @Get('sd-vae')
  @ApiOkResponse(ANY_LIST)
  vaes(): object[] {
    return [];
  }

  /** Forge's list of VAEs and text encoders: none can be chosen. */
  @Get('sd-modules')
  @ApiOkResponse(ANY_LIST)
  modules(): object[] {
    return [];
  }

  /** The LoRAs of the catalogue, by the names that `<lora:…>` tags take. */
  @Get('loras')
  @ApiOkResponse({ type: [LoraEntry] })
  loras(): LoraEntry[] {
    return this.catalogue.current.catalogue.loras.map(({ id, name, sources, words, base }) => ({
      name: id,
      alias: name,
      path: sources.url ?? sources.huggingface ?? sources.air ?? sources.file ?? '',
      metadata: { trigger_words: words.triggers, ...(base === null ? {} : { base_model: base }) },
    }));
  }

  /** No embedding is known. */
  @Get('embeddings')
  embeddings(): EmbeddingsResponse {
    return { loaded: {}, skipped: {} };
  }

  /** No hypernetwork is known. */
  @Get('hypernetworks')
  @ApiOkResponse(ANY_LIST)
  hypernetworks(): object[] {
    return [];
  }

  /** Faces are not restored. */
  @Get('face-restorers')
  @ApiOkResponse(ANY_LIST)
  faceRestorers(): object[] {
    return [];
  }

  /** No Real-ESRGAN model is known. */
  @Get('realesrgan-models')
  @ApiOkResponse(ANY_LIST)
  realesrganModels(): object[] {
    return [];
  }

  /** No prompt style is defined. */
  @Get('prompt-styles')
  @ApiOkResponse(ANY_LIST)
  promptStyles(): object[] {
    return [];
  }

  /** A1111's command line, as far as clients ask about it. */
  @Get('cmd-flags')
  @ApiOkResponse({ schema: { type: 'object', additionalProperties: true } })
  commandFlags(): Readonly<Record<string, unknown>> {
    return COMMAND_FLAGS;
  }

  /** No script runs here. */
  @Get('scripts')
  scripts(): ScriptsResponse {
    return { txt2img: [], img2img: [] };
  }

  /** No script runs here. */
  @Get('script-info')
  @ApiOkResponse(ANY_LIST)
  scriptInfo(): object[] {
    return [];
  }

  /** No extension is installed. */
  @Get('extensions')
  @ApiOkResponse(ANY_LIST)
  extensions(): object[] {
    return [];
  }
}
