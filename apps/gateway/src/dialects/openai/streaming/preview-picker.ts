import { createHash } from 'node:crypto';
import type { Picture, Progress } from '@fusionbridge/core';

/** Tolerates floating-point results slightly below an exact fraction such as 2/3. */
const ROUNDING = 1e-9;

/**
 * Selects previews from a job's progress: at most a given number, spread evenly over it, without repeats, and only ones
 * that the provider sent. A preview is selected when the progress enters the next interval.
 */
export class PreviewPicker {
  private readonly shown = new Set<string>();
  private last: Picture | null = null;
  private passed = 0;

  /** @param most Maximum number of previews; 0 for none */
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
