import { inspect } from 'node:util';
import { type AttemptContext, type Progress, ProviderError } from '@fusionbridge/core';

/** Stands in for the job: an `AttemptContext` that writes everything down. */
export class Witness implements AttemptContext {
  readonly progress: Progress[] = [];
  readonly lines: string[] = [];
  readonly tasks: string[] = [];
  slotsEntered = 0;
  private readonly controller = new AbortController();
  private doorIsShut = false;
  private openDoor = (): void => undefined;
  private readonly door = new Promise<void>((resolve) => {
    this.openDoor = resolve;
  });
  private tellProgress = (): void => undefined;
  private tellSlot = (): void => undefined;
  /** Resolves with the first report of progress. */
  readonly firstProgress = new Promise<void>((resolve) => {
    this.tellProgress = resolve;
  });
  /** Resolves when an adapter first asks for room for pictures. */
  readonly atTheDoor = new Promise<void>((resolve) => {
    this.tellSlot = resolve;
  });

  get signal(): AbortSignal {
    return this.controller.signal;
  }

  abort(): void {
    this.controller.abort(new Error('stopped by the test'));
  }

  /** There is no room for pictures until `letIn`. */
  shutDoor(): void {
    this.doorIsShut = true;
  }

  letIn(): void {
    this.openDoor();
  }

  async onTask(taskId: string): Promise<void> {
    this.tasks.push(taskId);
  }

  onProgress(progress: Progress): void {
    this.progress.push(progress);
    this.tellProgress();
  }

  async beforePictures(): Promise<void> {
    this.slotsEntered += 1;
    this.tellSlot();
    if (this.doorIsShut) {
      await this.door;
    }
  }

  log(message: string): void {
    this.lines.push(message);
  }
}

/** The error that `work` must end with. */
export async function failureOf(work: Promise<unknown>): Promise<ProviderError> {
  const end: unknown = await work.then(
    (value) => new Error(`nothing failed, it gave ${inspect(value, { depth: 2 })}`),
    (error: unknown) => error,
  );
  if (end instanceof ProviderError) {
    return end;
  }
  throw new Error(`expected a ProviderError, got ${inspect(end)}`);
}

/** Everything of an error that a log or a crash could print. */
export function printed(error: unknown): string {
  return inspect(error, { depth: Number.POSITIVE_INFINITY, showHidden: true });
}
