/** What is being painted now. */
export interface Task {
  readonly id: string;
  readonly job: 'scripts_txt2img' | 'scripts_img2img';
  readonly steps: number;
  readonly count: number;
  /** Differs for every task; A1111 writes the second it began in. */
  readonly timestamp: string;
  picture: number;
  step: number;
  interrupted: boolean;
  preview: Buffer | null;
}

const FIRST_TIMESTAMP = Date.UTC(2026, 10, 21, 5, 40, 0);

/** One GPU behind one lock: tasks run strictly one after another, whoever has gone away meanwhile. */
export class Worker {
  current: Task | null = null;
  private begun = 0;
  private lock: Promise<unknown> = Promise.resolve();

  async run<T>(
    facts: Pick<Task, 'id' | 'job' | 'steps' | 'count'>,
    work: (task: Task) => Promise<T>,
  ): Promise<T> {
    const turn = this.lock.then(async () => {
      this.begun += 1;
      this.current = {
        ...facts,
        timestamp: timestampOf(this.begun),
        picture: 0,
        step: 0,
        interrupted: false,
        preview: null,
      };
      try {
        return await work(this.current);
      } finally {
        this.current = null;
      }
    });
    this.lock = turn.catch(() => undefined);
    return turn;
  }
}

/** `YYYYMMDDHHMMSS`, a second later for each task. */
function timestampOf(number: number): string {
  return new Date(FIRST_TIMESTAMP + number * 1000).toISOString().replace(/\D/g, '').slice(0, 14);
}

const IDLE = {
  skipped: false,
  interrupted: false,
  stopping_generation: false,
  job: '',
  job_count: 0,
  job_timestamp: '0',
  job_no: 0,
  sampling_step: 0,
  sampling_steps: 0,
};

/** The `state` of `GET /progress`. */
export function stateOf(task: Task | null): Record<string, unknown> {
  return task === null
    ? IDLE
    : {
        ...IDLE,
        interrupted: task.interrupted,
        job: task.job,
        job_count: task.count,
        job_timestamp: task.timestamp,
        job_no: task.picture,
        sampling_step: task.step,
        sampling_steps: task.steps,
      };
}

/** api.py: `job_no / job_count + 1 / job_count * sampling_step / sampling_steps`, never above 1. */
export function fractionOf(task: Task): number {
  return Math.min(1, (task.picture + task.step / task.steps) / task.count);
}
