import { extensionOf, type ImageResult } from '@fusionbridge/core';
import { ServerEnv, Settings } from '@fusionbridge/settings';
import { Injectable } from '@nestjs/common';
import type { Request } from 'express';

/** Where clients fetch a kept picture. The name ends in an extension: LibreChat takes the file type from it. */
@Injectable()
export class PictureAddress {
  private readonly configured: string | null;

  constructor(settings: Settings) {
    this.configured = settings.section(ServerEnv).BASE_URL?.replace(/\/+$/, '') ?? null;
  }

  /** An absolute address, at BASE_URL or at the host the client itself used. */
  of(picture: ImageResult, request: Request): string {
    const base = this.configured ?? `${request.protocol}://${request.headers.host ?? '127.0.0.1'}`;
    return `${base}/v1/images/data/${picture.id}.${extensionOf(picture.format)}`;
  }
}
