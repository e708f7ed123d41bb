import { RunningTask } from './running-task.js';
import { ProgressAnswer } from './sd-webui.schemas.js';

function busy(timestamp: string, task?: string): ProgressAnswer {
  return ProgressAnswer.parse({
    progress: 0.5,
    state: { job_count: 1, job_timestamp: timestamp, sampling_step: 10, sampling_steps: 20 },
    current_task: task,
  });
}

const IDLE = ProgressAnswer.parse({
  progress: 0,
  state: { job_count: 0, job_timestamp: '20261121050000', sampling_step: 0, sampling_steps: 0 },
});

describe(RunningTask.name, () => {
  it('believes a server that names the task', () => {
    const tasks = new RunningTask();
    tasks.enter('ours', IDLE);
    expect(tasks.isRunning('ours', busy('20261121060000', 'theirs'))).toBe(false);
    expect(tasks.isRunning('ours', busy('20261121060000', 'ours'))).toBe(true);
  });

  it('takes a job that began after ours was sent for ours', () => {
    const tasks = new RunningTask();
    tasks.enter('ours', IDLE);
    expect(tasks.isRunning('ours', IDLE)).toBe(false);
    expect(tasks.isRunning('ours', busy('20261121060000'))).toBe(true);
    expect(tasks.isRunning('ours', IDLE)).toBe(false);
  });

  it('leaves a job alone that ran before ours was sent', () => {
    const tasks = new RunningTask();
    tasks.enter('ours', busy('20261121055900'));
    expect(tasks.isRunning('ours', busy('20261121055900'))).toBe(false);
    expect(tasks.isRunning('ours', busy('20261121060000'))).toBe(true);
  });

  it('keeps several of ours apart by the order in which they were sent', () => {
    const tasks = new RunningTask();
    tasks.enter('first', IDLE);
    tasks.enter('second', busy('20261121060000'));
    expect(tasks.isRunning('second', busy('20261121060000'))).toBe(false);
    expect(tasks.isRunning('first', busy('20261121060000'))).toBe(true);
    tasks.leave('first');
    expect(tasks.isRunning('second', busy('20261121060100'))).toBe(true);
  });

  it('does not wait for a task that is over', () => {
    const tasks = new RunningTask();
    tasks.enter('given up', busy('20261121055900'));
    tasks.leave('given up');
    tasks.enter('ours', busy('20261121055900'));
    expect(tasks.isRunning('ours', busy('20261121060000'))).toBe(true);
  });

  it('is not led astray by an answer that was late', () => {
    const tasks = new RunningTask();
    tasks.enter('ours', busy('20261121055900'));
    expect(tasks.isRunning('ours', busy('20261121060000'))).toBe(true);
    tasks.enter('next', busy('20261121055900'));
    expect(tasks.isRunning('next', busy('20261121055900'))).toBe(false);
    expect(tasks.isRunning('ours', busy('20261121060000'))).toBe(true);
  });

  it('has one of ours ask for all how far it is, whichever the server works on', () => {
    const tasks = new RunningTask();
    const ours = ['first', 'second', 'third'];
    const next = (): string[] => ours.filter((task) => tasks.isNext(task));
    ours.forEach((task) => tasks.enter(task, IDLE));
    expect(next()).toEqual(['first']);
    expect(tasks.isRunning('first', busy('20261121060000'))).toBe(true);
    expect(next()).toEqual(['first']);
    tasks.leave('first');
    expect(next()).toEqual(['second']);
    tasks.leave('second');
    expect(next()).toEqual(['third']);
  });

  it('goes on with the next one where the server names its tasks', () => {
    const tasks = new RunningTask();
    ['first', 'second'].forEach((task) => tasks.enter(task, IDLE));
    expect(tasks.isRunning('first', busy('20261121060000', 'first'))).toBe(true);
    expect(tasks.isNext('second')).toBe(false);
    tasks.leave('first');
    expect(tasks.isNext('second')).toBe(true);
  });
});
