import type { ProgressAnswer } from './sd-webui.schemas.js';

/**
 * Tells from `/progress`, which is one for all, whose task runs. Forge names the task. Elsewhere the time a job began
 * (`job_timestamp`) names it: the server works in order of arrival (A1111 fifo_lock.py), so a job that has not been
 * seen before is the oldest of ours that waits, or somebody else's where none of ours does. Work that comes from
 * elsewhere in between can be mistaken for ours; more cannot be known.
 */
export class RunningTask {
  /** Sent to the server and not seen running yet, oldest first. */
  private readonly waiting: string[] = [];
  private running: { readonly timestamp: string; readonly taskId: string | null } | null = null;

  /** To be called right before the task is sent, with what the server is doing then. */
  enter(taskId: string, progress: ProgressAnswer | null): void {
    if (progress !== null) {
      this.see(progress);
    }
    this.waiting.push(taskId);
  }

  leave(taskId: string): void {
    const place = this.waiting.indexOf(taskId);
    if (place !== -1) {
      this.waiting.splice(place, 1);
    }
    if (this.running?.taskId === taskId) {
      this.running = { ...this.running, taskId: null };
    }
  }

  /**
   * Whether it is worth asking how far the task is: of all that were sent the server works on one, the one seen running
   * or else the oldest.
   */
  isNext(taskId: string): boolean {
    return (this.running?.taskId ?? this.waiting[0]) === taskId;
  }

  isRunning(taskId: string, progress: ProgressAnswer): boolean {
    if (typeof progress.current_task === 'string') {
      return progress.current_task === taskId;
    }
    this.see(progress);
    return progress.state.job_count !== 0 && this.running?.taskId === taskId;
  }

  private see({ state }: ProgressAnswer): void {
    const isNews = this.running === null || state.job_timestamp > this.running.timestamp;
    if (state.job_count !== 0 && isNews) {
      this.running = { timestamp: state.job_timestamp, taskId: this.waiting.shift() ?? null };
    }
  }
}
