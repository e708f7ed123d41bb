import type { AttemptContext, Progress } from '@fusionbridge/core';
import { WebSocket } from 'ws';
import type { TextFrame } from './comfyui.schemas.js';
import { previewOf, textFrameOf } from './frames.js';

const MOST_FRAME_BYTES = 16 * 1024 * 1024;
const HANDSHAKE_MS = 5000;
/** Between two tries to get a socket. */
const NEXT_SOCKET_MS = 1000;
/** The history follows the last frame by a moment. */
const AFTER_THE_END_MS = 100;
/** Asks for previews that say whose they are. */
const FEATURES = JSON.stringify({ type: 'feature_flags', data: { supports_preview_metadata: true } });
const ENDS = new Set(['execution_success', 'execution_error', 'execution_interrupted']);

/** One prompt of ours, as the server's socket tells of it. */
interface Watched {
  readonly promptId: string;
  /** With the client's id: the server tells each client of its own prompts. */
  readonly socketUrl: string;
  readonly context: AttemptContext;
}

/**
 * Listens to the server's socket and reports progress and previews. It may break at any time: what became of the prompt,
 * the history tells; the socket only says sooner that it is worth looking.
 */
export class PromptWatch {
  /** The server told that the prompt is being worked on, and the socket still stands. */
  isRunning = false;
  private socket: WebSocket | null = null;
  private nextSocketAt = 0;
  private hasEnded = false;
  private isClosed = false;
  private wake: (() => void) | null = null;
  private progress: Progress = { fraction: 0, step: null, steps: null, preview: null, note: 'working' };

  constructor(private readonly watched: Watched) {}

  /** Resolves when there is reason to look at the history: a new or broken socket, news of the end, or `ms` are over. */
  async news(ms: number): Promise<void> {
    this.listen();
    const { signal } = this.watched.context;
    if (signal.aborted) {
      return;
    }
    await new Promise<void>((resolve) => {
      const timer = setTimeout(() => this.wake?.(), this.hasEnded ? AFTER_THE_END_MS : ms);
      this.wake = (): void => {
        clearTimeout(timer);
        signal.removeEventListener('abort', stop);
        resolve();
      };
      const stop = (): void => this.wake?.();
      signal.addEventListener('abort', stop);
    });
  }

  /** Progress from elsewhere, where the socket tells nothing. */
  note(phase: 'queued' | 'working', text: string = phase): void {
    this.report({ phase, note: text });
  }

  /** Reports nothing from now on. */
  close(): void {
    this.isClosed = true;
    this.socket?.terminate();
    this.socket = null;
    this.wake?.();
  }

  private listen(): void {
    if (this.socket !== null || this.isClosed || Date.now() < this.nextSocketAt) {
      return;
    }
    this.nextSocketAt = Date.now() + NEXT_SOCKET_MS;
    const socket = new WebSocket(this.watched.socketUrl, {
      handshakeTimeout: HANDSHAKE_MS,
      maxPayload: MOST_FRAME_BYTES,
      perMessageDeflate: false,
    });
    this.socket = socket;
    socket.on('open', () => {
      socket.send(FEATURES);
      // What ended before is in the history, and what ends from now on is told.
      this.wake?.();
    });
    socket.on('message', (data, isBinary) => {
      if (Buffer.isBuffer(data) && !this.isClosed) {
        this.take(data, isBinary);
      }
    });
    socket.on('error', (error) => this.watched.context.log(`the socket of comfyui broke: ${error.message}`));
    socket.on('close', () => this.lose(socket));
  }

  private lose(socket: WebSocket): void {
    if (this.socket === socket) {
      this.socket = null;
      this.isRunning = false;
      this.wake?.();
    }
  }

  private take(data: Buffer, isBinary: boolean): void {
    if (isBinary) {
      this.takePreview(data);
      return;
    }
    const frame = textFrameOf(data);
    if (frame !== null && this.isOurs(frame)) {
      this.takeFrame(frame);
    }
  }

  /** Only to a socket that comes back the server names the running node without the prompt. */
  private isOurs({ type, data }: TextFrame): boolean {
    const id = data.prompt_id ?? null;
    return id === this.watched.promptId || (id === null && type === 'executing');
  }

  private takeFrame({ type, data }: TextFrame): void {
    const isOver = type === 'executing' && (data.node ?? null) === null;
    if (isOver || ENDS.has(type)) {
      this.isRunning = false;
      this.hasEnded = true;
      this.wake?.();
      return;
    }
    this.isRunning = true;
    const { value: step, max: steps } = data;
    if (type === 'progress' && typeof step === 'number' && typeof steps === 'number' && steps > 0) {
      const fraction = Math.min(1, Math.max(this.progress.fraction, step / steps));
      this.report({ fraction, step, steps, note: null });
    } else if (type === 'executing' && this.progress.step === null) {
      this.report({ note: 'working' });
    }
  }

  /** Prompts without a client are shown to everybody; a frame that names none is ours only while ours runs. */
  private takePreview(data: Buffer): void {
    const preview = previewOf(data);
    const isOurs =
      preview?.promptId === this.watched.promptId || (preview?.promptId === null && this.isRunning);
    if (preview !== null && isOurs) {
      this.report({ preview: preview.picture });
    }
  }

  private report(news: Partial<Progress>): void {
    this.progress = { ...this.progress, ...news };
    if (!this.isClosed) {
      this.watched.context.onProgress(this.progress);
    }
  }
}
