/** Everything that moves by itself except the clock and its timers: databases and files go on as usual. */
const REAL = [
  'nextTick',
  'setImmediate',
  'clearImmediate',
  'setInterval',
  'clearInterval',
  'queueMicrotask',
  'performance',
  'hrtime',
] as const;

/** Holds the clock; `jest.advanceTimersByTime` moves it. To be undone with `jest.useRealTimers()`. */
export function holdClock(): void {
  jest.useFakeTimers({ now: Date.now(), doNotFake: [...REAL] });
}
