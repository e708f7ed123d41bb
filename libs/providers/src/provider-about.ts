/** What the table of providers says about an adapter. Texts are Markdown; links are relative to `docs/`. */
export interface ProviderAbout {
  readonly id: string;
  /** What it is, in one line. */
  readonly what: string;
  /** The variable that enables it, or what else does. */
  readonly enabledBy: string;
  /** How many LoRAs one image may have, or why none. */
  readonly loras: string;
  /** What it can do with images of the client: img2img, inpainting, reference images. */
  readonly edits: string;
  /** `free`, or how the price of an image is known. */
  readonly cost: 'free' | 'reported by the vendor' | 'from the price list' | 'unknown';
}
