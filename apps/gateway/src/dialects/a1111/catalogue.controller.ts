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
import { CompatibilityStub } from '../../openapi/index.js';

const EMPTY_LIST = {
  description: 'Always an empty list.',
  schema: { type: 'array' as const, items: { type: 'object' as const }, example: [] },
};

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

  /**
   * List the models.
   * @remarks The public models of `config/models.json` that have a configured provider.
   */
  @Get('sd-models')
  @ApiOkResponse({ type: [CheckpointDto], description: 'The models.' })
  listCheckpoints(): CheckpointDto[] {
    return this.offered.list().map((model) => ({
      title: titleOf(model),
      model_name: model.id,
      hash: null,
      sha256: null,
      filename: model.id,
      config: null,
    }));
  }

  /**
   * List the samplers.
   * @remarks A1111's samplers. Other names are accepted, too.
   */
  @Get('samplers')
  @ApiOkResponse({ type: [SamplerDto], description: 'The samplers.' })
  listSamplers(): readonly SamplerDto[] {
    return SAMPLERS;
  }

  /**
   * List the schedule types.
   * @remarks A1111's schedule types. Other names are accepted, too.
   */
  @Get('schedulers')
  @ApiOkResponse({ type: [SchedulerDto], description: 'The schedule types.' })
  listSchedulers(): readonly SchedulerDto[] {
    return SCHEDULERS;
  }

  /**
   * List the upscalers.
   * @remarks `None`, `Lanczos` and the upscaling models of configured providers.
   */
  @Get('upscalers')
  @ApiOkResponse({ type: [UpscalerDto], description: 'The upscalers.' })
  listUpscalers(): UpscalerDto[] {
    const names = [...RESAMPLERS, ...this.upscalerModels.available().map(({ id }) => id)];
    return names.map((name) => ({ name, model_name: null, model_path: null, model_url: null, scale: 4 }));
  }

  /**
   * List the latent upscale modes.
   * @remarks Names that clients offer for the second pass, which always uses Lanczos.
   */
  @Get('latent-upscale-modes')
  @ApiOkResponse({ type: [NamedEntry], description: 'The modes.' })
  listLatentUpscaleModes(): NamedEntry[] {
    return LATENT_UPSCALE_MODES;
  }

  /**
   * List the VAEs.
   * @remarks Always empty: VAEs cannot be selected.
   */
  @CompatibilityStub()
  @Get('sd-vae')
  @ApiOkResponse(EMPTY_LIST)
  listVaes(): object[] {
    return [];
  }

  /**
   * List Forge's modules.
   * @remarks Always empty: VAEs and text encoders cannot be selected.
   */
  @CompatibilityStub()
  @Get('sd-modules')
  @ApiOkResponse(EMPTY_LIST)
  listModules(): object[] {
    return [];
  }

  /**
   * List the LoRAs.
   * @remarks The LoRAs of the catalogue under the names that `<lora:name:weight>` tags accept.
   */
  @Get('loras')
  @ApiOkResponse({ type: [LoraEntry], description: 'The LoRAs.' })
  listLoraFiles(): LoraEntry[] {
    return this.catalogue.current.catalogue.loras.map(({ id, name, sources, words, base }) => ({
      name: id,
      alias: name,
      path: sources.url ?? sources.huggingface ?? sources.air ?? sources.file ?? '',
      metadata: { trigger_words: words.triggers, ...(base === null ? {} : { base_model: base }) },
    }));
  }

  /**
   * List the embeddings.
   * @remarks Always empty: embeddings are not supported.
   */
  @CompatibilityStub()
  @Get('embeddings')
  @ApiOkResponse({ type: EmbeddingsResponse })
  listEmbeddings(): EmbeddingsResponse {
    return { loaded: {}, skipped: {} };
  }

  /**
   * List the hypernetworks.
   * @remarks Always empty: hypernetworks are not supported.
   */
  @CompatibilityStub()
  @Get('hypernetworks')
  @ApiOkResponse(EMPTY_LIST)
  listHypernetworks(): object[] {
    return [];
  }

  /**
   * List the face restorers.
   * @remarks Always empty: faces are not restored.
   */
  @CompatibilityStub()
  @Get('face-restorers')
  @ApiOkResponse(EMPTY_LIST)
  listFaceRestorers(): object[] {
    return [];
  }

  /**
   * List the Real-ESRGAN models.
   * @remarks Always empty; see `GET /sdapi/v1/upscalers`.
   */
  @CompatibilityStub()
  @Get('realesrgan-models')
  @ApiOkResponse(EMPTY_LIST)
  listRealesrganModels(): object[] {
    return [];
  }

  /**
   * List the prompt styles.
   * @remarks Always empty: no styles are defined.
   */
  @CompatibilityStub()
  @Get('prompt-styles')
  @ApiOkResponse(EMPTY_LIST)
  listPromptStyles(): object[] {
    return [];
  }

  /**
   * Get the command line flags.
   * @remarks Fixed values for the flags that clients read.
   */
  @CompatibilityStub()
  @Get('cmd-flags')
  @ApiOkResponse({ description: 'The flags.', schema: { type: 'object', additionalProperties: true } })
  getCommandFlags(): Readonly<Record<string, unknown>> {
    return COMMAND_FLAGS;
  }

  /**
   * List the scripts.
   * @remarks Always empty: scripts are not supported.
   */
  @CompatibilityStub()
  @Get('scripts')
  @ApiOkResponse({ type: ScriptsResponse })
  listScripts(): ScriptsResponse {
    return { txt2img: [], img2img: [] };
  }

  /**
   * List the arguments of scripts.
   * @remarks Always empty: scripts are not supported.
   */
  @CompatibilityStub()
  @Get('script-info')
  @ApiOkResponse(EMPTY_LIST)
  listScriptInfo(): object[] {
    return [];
  }

  /**
   * List the extensions.
   * @remarks Always empty: extensions are not supported.
   */
  @CompatibilityStub()
  @Get('extensions')
  @ApiOkResponse(EMPTY_LIST)
  listExtensions(): object[] {
    return [];
  }
}
