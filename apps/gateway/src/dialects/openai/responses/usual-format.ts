import { Settings } from '@fusionbridge/settings';
import { Injectable } from '@nestjs/common';
import type { ImageBody } from '../requests/image-body.dto.js';

/** The response format for clients that do not specify one. */
@Injectable()
export class UsualFormat {
  constructor(private readonly settings: Settings) {}

  /**
   * True if the response contains addresses instead of bytes: as the client specifies, else as the model's own
   * `response_format`. Clients of DALL·E expect addresses, and so do FastFusion's: those that name the model of its
   * file, or no model if its file is loaded. All others expect bytes.
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
