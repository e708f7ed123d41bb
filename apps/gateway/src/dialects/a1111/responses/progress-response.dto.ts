/** What the caller's job is doing. */
class ProgressState {
  skipped!: boolean;

  interrupted!: boolean;

  stopping_generation!: boolean;

  /**
   * Empty when nothing goes on.
   * @example 'scripts_txt2img'
   */
  job!: string;

  /**
   * Pictures of the job; 0 when nothing goes on, -1 while it waits or is planned.
   * @example 1
   */
  job_count!: number;

  /**
   * `YYYYMMDDHHMMSS`, in UTC.
   * @example '20261121054000'
   */
  job_timestamp!: string;

  job_no!: number;

  /** @example 7 */
  sampling_step!: number;

  /** @example 20 */
  sampling_steps!: number;
}

/** `GET /sdapi/v1/progress`: of the caller's own job in this dialect. */
export class ProgressResponse {
  /**
   * 0 to 1.
   * @example 0.35
   */
  progress!: number;

  /**
   * Seconds left, as far as can be told.
   * @example 4.1
   */
  eta_relative!: number;

  state!: ProgressState;

  /** The unfinished picture as base64. */
  current_image!: string | null;

  /** One line for people. */
  textinfo!: string | null;
}
