import type { Model } from '@fusionbridge/core';
import { OfferedModels } from '@fusionbridge/planning';
import { Injectable } from '@nestjs/common';
import { isResampling } from './picture-extras.js';

/** The public models that enlarge pictures, as A1111's clients choose among them. */
@Injectable()
export class UpscalerModels {
  constructor(private readonly offered: OfferedModels) {}

  /** Those with a configured provider that has a model for it. */
  available(): Model[] {
    return this.offered.upscalers();
  }

  /**
   * The one that a client means: by its name, else the first, for every web UI has upscalers of its own.
   * @returns null where resampling is asked for, or nothing else is there
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
