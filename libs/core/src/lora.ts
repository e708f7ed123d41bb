import type { LoraSources } from './lora-sources.js';

/** What a LoRA adds to a prompt when it is used. */
export interface LoraWords {
  /** Words it was trained on; those that a prompt lacks are added. */
  readonly triggers: readonly string[];
  readonly prepend: string;
  readonly append: string;
  readonly negative: string;
}

/** One entry of the LoRA catalogue. */
export interface Lora {
  /** Its key in the catalogue, the name it is asked for by. */
  readonly id: string;
  /** For people. */
  readonly name: string;
  /** Used where the client names none. 1 is the LoRA as trained. */
  readonly weight: number;
  /** 1 goes first; the last ones are dropped where a vendor takes fewer. */
  readonly rank: number;
  /** The role it plays (`character`, `expression`, …), in the operator's own words; its cap counts for it. */
  readonly category: string;
  /** Whom it shows; several LoRAs of one character are variants, of which one is used. */
  readonly character: string | null;
  readonly aliases: readonly string[];
  readonly keywords: readonly string[];
  readonly words: LoraWords;
  /** What the character looks like, in a few neutral words. */
  readonly appearance: string;
  readonly notes: string;
  /** Used with every picture. */
  readonly isPermanent: boolean;
  /** Family of models it was trained for (`flux`, `sdxl`, …); null where nobody said. */
  readonly base: string | null;
  /** Of the file, in hex. */
  readonly sha256: string | null;
  readonly sources: LoraSources;
  /** What certain providers call it, by provider id; goes before `sources`. */
  readonly providerIds: Readonly<Record<string, string>>;
}
