/** One thing a candidate cannot honour. Promise 2: nothing is dropped in silence. */
export interface Degradation {
  /** Field of `ImageRequest` (`size`, `negativePrompt`, `loras`, `count`, `guidance`, …). */
  readonly field: string;
  /** What was asked, as a person would write it. */
  readonly asked: string;
  /** What is given instead; `dropped` where nothing is. */
  readonly given: string;
  readonly why: string;
}
