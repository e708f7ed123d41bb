import type { LoraSources } from './lora-sources.js';

/** The text that a LoRA adds to a prompt. */
export interface LoraWords {
  /** Trigger words; those missing from a prompt are added. */
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
  /** Default weight. 1 is the LoRA as trained. */
  readonly weight: number;
  /** 1 comes first; the last ones are dropped if a vendor takes fewer. */
  readonly rank: number;
  /** The role it plays (`character`, `expression`, …), in the operator's own words; its cap counts for it. */
  readonly category: string;
  /** The character it shows; several LoRAs of a character are variants, of which one is used. */
  readonly character: string | null;
  readonly aliases: readonly string[];
  readonly keywords: readonly string[];
  readonly words: LoraWords;
  /** A short, neutral description of the character. */
  readonly appearance: string;
  readonly notes: string;
  /** Used with every picture. */
  readonly isPermanent: boolean;
  /** Family of models it was trained for (`flux`, `sdxl`, …); null if unknown. */
  readonly base: string | null;
  /** Of the file, in hex. */
  readonly sha256: string | null;
  readonly sources: LoraSources;
  /** Its names at individual providers, by provider id; takes precedence over `sources`. */
  readonly providerIds: Readonly<Record<string, string>>;
}
