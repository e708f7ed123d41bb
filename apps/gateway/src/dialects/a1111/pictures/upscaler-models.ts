import type { Model } from '@fusionbridge/core';
import { OfferedModels } from '@fusionbridge/planning';
import { Injectable } from '@nestjs/common';
import { isResampling } from './picture-extras.js';

/** The public models that upscale pictures, in the form that A1111's clients choose from. */
@Injectable()
export class UpscalerModels {
  constructor(private readonly offered: OfferedModels) {}

  /** Models that a configured provider can serve. */
  available(): Model[] {
    return this.offered.upscalers();
  }

  /**
   * The model that a client chose by name, else the first one, because every web UI has upscalers of its own.
   * @returns null if resampling was requested or no model is available
   */
  meant(name: string): Model | null {
    const available = isResampling(name) ? [] : this.available();
    const wanted = name.trim().toLowerCase();
    const named = available.find(({ id, aliases }) =>
      [id, ...aliases].some((one) => one.toLowerCase() === wanted),
    );
    return named ?? available[0] ?? null;
  }
}
