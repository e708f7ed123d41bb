import { type PictureShelf, type QueuedJob } from '../kit/index.js';
import type { SpaceOrder } from './order.js';
import type { Message } from './sessions.js';

/** An order in the queue of the Space. */
export type SpaceJob = QueuedJob<SpaceOrder>;

export const SESSION_LOST: Message = {
  msg: 'unexpected_error',
  event_id: null,
  message: 'Session not found.',
  session_not_found: true,
  success: false,
};

/** How many wait before an order. */
export function place(id: string, rank: number, size: number): Message {
  return { msg: 'estimation', event_id: id, rank, queue_size: size, rank_eta: 12.5 };
}

/** What is told when the work begins, up to its middle. */
export function start(id: string, steps: number): readonly Message[] {
  const log = 'Waiting for a GPU to become available';
  const bar = {
    index: Math.floor(steps / 2),
    length: steps,
    unit: 'steps',
    progress: null,
    desc: 'Denoising',
  };
  return [
    { msg: 'process_starts', event_id: id, eta: 12.3 },
    { msg: 'log', event_id: id, log, level: 'info', title: 'ZeroGPU queue', duration: 10, visible: true },
    { msg: 'progress', event_id: id, progress_data: [bar] },
  ];
}

/** The end of an order that was cancelled: no error and no data, over which clients stumble. */
export function cancelled(id: string): Message {
  return { msg: 'process_completed', event_id: id, output: {}, success: true };
}

/** The end of any other order. */
export function end(job: SpaceJob, shelf: PictureShelf): Message {
  const about = { msg: 'process_completed', event_id: job.id, title: null };
  if (job.failure !== null) {
    return { ...about, success: false, output: job.failure.body };
  }
  const output = {
    data: dataOf(job, shelf),
    is_generating: false,
    duration: 8.4,
    average_duration: 9.1,
    render_config: null,
    changed_state_ids: [],
  };
  return { ...about, success: true, output };
}

/** One value for each output of the function. */
function dataOf({ order, pictures }: SpaceJob, shelf: PictureShelf): unknown[] {
  const files = pictures.map((picture) => fileOf(picture, shelf));
  switch (order.shows) {
    case 'Imageslider':
      return [[order.source === null ? null : fileOf(order.source, shelf), files[0] ?? null]];
    case 'Gallery':
      return [files.map((image) => ({ image, caption: null }))];
    default:
      return [files[0] ?? null, JSON.stringify({ seed: order.seed })];
  }
}

function fileOf(picture: Buffer, shelf: PictureShelf): object {
  const url = shelf.put(picture, 'webp');
  return {
    path: url.split('/file=')[1] ?? 'image.webp',
    url,
    size: null,
    orig_name: 'image.webp',
    mime_type: null,
    is_stream: false,
    meta: { _type: 'gradio.FileData' },
  };
}
