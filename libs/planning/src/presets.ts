import {
  BridgeError,
  type ImageRequest,
  type ModelFamily,
  type ProviderCapabilities,
} from '@fusionbridge/core';
import { LoraSelector } from '@fusionbridge/loras';
import { type FoundPreset, type PresetValues, Settings } from '@fusionbridge/settings';
import { Injectable } from '@nestjs/common';

/** Defaults for values that a client leaves open. */
export interface StandIn {
  /** The preset; null if none is known for the family, or the vendor has its own. */
  readonly preset: string | null;
  readonly values: PresetValues;
  /** The `quality` sent to the vendor; null if the preset's values already express it. */
  readonly quality: string | null;
}

/** The preset of a client that names none. */
const UNNAMED = 'auto';
const USUAL = 'standard';

/** Finds the preset that a request means. */
@Injectable()
export class Presets {
  constructor(
    private readonly settings: Settings,
    private readonly loras: LoraSelector,
  ) {}

  /**
   * For one vendor model. In order of precedence: the named preset, the LoRA file's defaults, the global values of
   * `model_config.json`, the preset `standard`. A vendor that understands the name itself gets the name.
   */
  standInFor(request: ImageRequest, family: ModelFamily, capabilities: ProviderCapabilities): StandIn {
    const { quality, steps, guidance } = request;
    if (request.operation === 'upscale') {
      return { preset: null, values: {}, quality };
    }
    const { presets, usual: global } = this.settings.modelConfig;
    const usual = presets.find(USUAL, family);
    const values = { ...usual?.values, ...global, ...this.loraDefaults() };
    if (quality !== null && takes(capabilities, quality)) {
      // Presets apply as a whole; if the client set only steps, guidance still comes from the preset.
      return { preset: null, values: steps === null && guidance === null ? {} : values, quality };
    }
    const named = presets.find(quality ?? UNNAMED, family);
    return named === null
      ? { preset: usual?.name ?? null, values, quality }
      : {
          preset: named.name,
          values: { ...values, ...named.values },
          quality: qualityFor(request, named, capabilities),
        };
  }

  /** @throws BridgeError `invalid_request` for a name that means nothing to the bridge, nor to `vendors` */
  check(quality: string, vendors: readonly ProviderCapabilities[]): void {
    const known = new Set([
      ...this.settings.modelConfig.presets.names,
      ...vendors.flatMap(({ qualities }) => qualities),
    ]);
    if (!known.has(quality)) {
      throw BridgeError.invalid(
        'quality',
        `Invalid 'quality': there is no preset "${quality.slice(0, 60)}". Known are: ${[...known].join(', ')}.`,
      );
    }
  }

  private loraDefaults(): PresetValues {
    const { steps, guidance } = this.loras.defaults;
    return { ...(steps === null ? {} : { steps }), ...(guidance === null ? {} : { guidance }) };
  }
}

function takes({ qualities }: ProviderCapabilities, quality: string): boolean {
  return qualities.includes(quality);
}

/** The vendor's own word for the preset, or nothing where it takes a value of it; else it is told that it has none. */
function qualityFor(
  { quality: asked, source }: ImageRequest,
  { values }: FoundPreset,
  capabilities: ProviderCapabilities,
): string | null {
  if (values.quality !== undefined && takes(capabilities, values.quality)) {
    return values.quality;
  }
  const { steps, guidance, sampler } = capabilities;
  const fields = {
    steps: steps !== null,
    guidance: guidance !== null,
    sampler,
    scheduler: sampler,
    strength: source !== null,
  };
  const isTaken = Object.entries(fields).some(([field, has]) => has && Object.hasOwn(values, field));
  return isTaken ? null : asked;
}
