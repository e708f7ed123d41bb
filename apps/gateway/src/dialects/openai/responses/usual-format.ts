import { Settings } from '@fusionbridge/settings';
import { Injectable } from '@nestjs/common';
import type { ImageBody } from '../requests/image-body.dto.js';

/** How pictures are answered to clients that do not say how they want them. */
@Injectable()
export class UsualFormat {
  constructor(private readonly settings: Settings) {}

  /**
   * Whether the answer names addresses instead of carrying the bytes: as the client says, else as the model's own
   * `response_format` says. DALL·E's clients expect addresses, and so do FastFusion's: those that name the model of its file,
   * or no model where its file is loaded. Everybody else expects bytes.
   * @param planned The public model that the request was planned with
   */
  wantsUrl({ response_format: asked, model }: ImageBody, planned: string): boolean {
    const format = asked ?? this.settings.models.find(planned)?.responseFormat ?? null;
    return format === null ? this.isUsuallyUrl(model?.trim().toLowerCase() ?? '') : format === 'url';
  }

  private isUsuallyUrl(model: string): boolean {
    const { isFastFusion, name } = this.settings.modelConfig;
    return model === '' ? isFastFusion : model.startsWith('dall-e-') || model === name?.toLowerCase();
  }
}
