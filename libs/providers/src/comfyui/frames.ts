import type { Picture } from '@fusionbridge/core';
import { inspectPicture, parseLooseJson } from '@fusionbridge/media';
import { PreviewFacts, TextFrame } from './comfyui.schemas.js';

const MOST_PREVIEW_PIXELS = 4096 * 4096;
/** Kinds of binary frames (protocol.py: BinaryEventTypes). */
const PREVIEW = 1;
const PREVIEW_WITH_FACTS = 4;
const WORD = 4;
const MOST_ENTRIES = 20_000;

/** A half-painted picture that came over the socket. */
export interface Preview {
  readonly picture: Picture;
  /** null where the server does not tell. */
  readonly promptId: string | null;
}

/** A text frame; null for what is none. */
export function textFrameOf(bytes: Buffer): TextFrame | null {
  try {
    return TextFrame.parse(parseLooseJson(bytes, MOST_ENTRIES));
  } catch {
    return null;
  }
}

/** The preview in a binary frame; null for other frames, and for a broken one: previews are nice to have. */
export function previewOf(bytes: Buffer): Preview | null {
  try {
    const kind = bytes.readUInt32BE(0);
    if (kind === PREVIEW) {
      return { picture: picture(bytes.subarray(2 * WORD)), promptId: null };
    }
    return kind === PREVIEW_WITH_FACTS ? previewWithFacts(bytes) : null;
  } catch {
    return null;
  }
}

function previewWithFacts(bytes: Buffer): Preview {
  const start = 2 * WORD;
  const end = start + bytes.readUInt32BE(WORD);
  const facts = PreviewFacts.parse(JSON.parse(bytes.subarray(start, end).toString('utf8')));
  return { picture: picture(bytes.subarray(end)), promptId: facts.prompt_id ?? null };
}

function picture(bytes: Buffer): Picture {
  return inspectPicture(bytes, { maxPixels: MOST_PREVIEW_PIXELS });
}
