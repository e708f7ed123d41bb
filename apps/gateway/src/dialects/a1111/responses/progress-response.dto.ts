import { ApiSchema } from '@nestjs/swagger';
@ApiSchema({ description: "The state of the caller's current job." })
class ProgressState {
  /** Always empty. */
  skipped!: boolean;

  /** Whether the job was stopped. */
  interrupted!: boolean;

  /** Whether the job is being stopped. */
  stopping_generation!: boolean;

  /**
   * Empty if no job is running.
   * @example 'scripts_txt2img'
   */
  job!: string;

  /**
   * Number of pictures; 0 if no job is running, -1 while it is queued or planned.
   * @example 1
   */
  job_count!: number;

  /**
   * `YYYYMMDDHHMMSS`, in UTC.
   * @example '20261121054000'
   */
  job_timestamp!: string;

  /** Index of the current picture. */
  job_no!: number;

  /**
   * Current step.
   * @example 7
   */
  sampling_step!: number;

  /**
   * Number of steps.
   * @example 20
   */
  sampling_steps!: number;
}

@ApiSchema({ description: "Progress of the caller's current job." })
export class ProgressResponse {
  /**
   * Fraction that is done, 0 to 1.
   * @example 0.35
   */
  progress!: number;

  /**
   * Estimated seconds left.
   * @example 4.1
   */
  eta_relative!: number;

  /** State of the job. */
  state!: ProgressState;

  /** Preview of the unfinished picture as base64. */
  current_image!: string | null;

  /** Status in one line. */
  textinfo!: string | null;
}
