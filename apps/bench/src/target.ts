import type { Child, Core } from './child.js';
import type { TargetName } from './options.js';
import type { PayloadName } from './payload.js';

/** What is asked of a target in one measurement. */
export interface Shape {
  readonly payload: PayloadName;
  /** How the upstream hands the picture over. */
  readonly upstream: 'b64' | 'url';
  /** The client's dialect; the answer is base64 in both. */
  readonly dialect: 'openai' | 'a1111';
  /** How long the upstream waits before it answers. */
  readonly delayMs: number;
}

/** A request without what the load process adds. */
export interface WireRequest {
  readonly path: string;
  readonly headers: Record<string, string>;
  readonly body: string;
  /** Holds the body instead; JSON unless `contentType` says otherwise. */
  readonly bodyFile?: string;
  readonly contentType?: string;
}

/**
 * `bench`: in front of the stub, with room for every request at once. `usual limit`: with as many jobs at once as it
 * has by itself. `as shipped`: not in front of the stub but as somebody has it who has set nothing.
 */
export type SetUp = 'bench' | 'usual limit' | 'as shipped';

/** A gateway that is measured: how to start it and how to ask it. */
export interface Target {
  readonly name: TargetName;
  /** A cheap address that says that it lives. */
  readonly healthPath: string;
  /** Takes pictures to be changed. */
  readonly edits: boolean;
  start(core: Core, setUp?: SetUp): Promise<RunningTarget>;
  /** Null where it has no such feature. */
  request(shape: Shape): WireRequest | null;
}

export interface RunningTarget {
  readonly child: Child;
  readonly port: number;
  /** Ends it and removes what it has written. */
  stop(): Promise<void>;
}
