/** One part of a request that a candidate cannot honour. Promise 2: nothing is dropped silently. */
export interface Degradation {
  /** Field of `ImageRequest` (`size`, `negativePrompt`, `loras`, `count`, `guidance`, …). */
  readonly field: string;
  /** The requested value in readable form. */
  readonly asked: string;
  /** The value used instead; `dropped` if there is none. */
  readonly given: string;
  readonly why: string;
}
