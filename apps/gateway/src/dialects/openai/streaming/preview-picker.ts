import { createHash } from 'node:crypto';
import type { Picture, Progress } from '@fusionbridge/core';

/** Against 2/3 being a little less than two thirds. */
const ROUNDING = 1e-9;

/**
 * Chooses previews out of a job's progress: at most so many, spread over the work, none twice, and only what a provider
 * really showed. A preview is taken as the work passes the next part of its way.
 */
export class PreviewPicker {
  private readonly shown = new Set<string>();
  private last: Picture | null = null;
  private passed = 0;

  /** @param most Previews wanted; 0 is none */
  constructor(private readonly most: number) {}

  /** The preview to show now, or null. */
  take({ fraction, preview }: Progress): Picture | null {
    const part = Math.min(this.most, Math.floor(fraction * (this.most + 1) + ROUNDING));
    if (preview === null || preview === this.last || part <= this.passed) {
      return null;
    }
    this.last = preview;
    const hash = createHash('sha256').update(preview.bytes).digest('hex');
    if (this.shown.has(hash)) {
      return null;
    }
    this.shown.add(hash);
    this.passed = part;
    return preview;
  }
}
