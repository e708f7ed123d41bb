import type { Reply, Voices } from '../kit/index.js';

/** What a proxy shows in front of a Space that is private, asleep or starting. */
export const PRIVATE_PAGE = '<html><head><title>401 Unauthorized</title></head></html>';
export const SLEEPING_PAGE = '<html><head><title>The Space is sleeping</title></head></html>';

/** The end of an order that the Space's own code broke; as it stands in `output`. */
function broken(error: string | null, title = 'Error'): Reply {
  return { status: 200, body: { error, title, duration: 10, visible: true } };
}

/** A Python exception of an app that shows no errors. */
export const EXCEPTION: Reply = { status: 200, body: { error: null } };

/**
 * How a Space says no (contracts/vendors-b.md 1.3). It knows no credit. Only functions with a `validator` refuse an order
 * at the door with 422; all others take it and end it with `success: false`.
 */
export const VOICES: Voices = {
  unauthorized: { status: 401, body: { detail: 'Not authenticated' } },
  content_policy: broken('NSFW content detected, nothing is shown'),
  invalid_request: { status: 422, body: { detail: [{ is_valid: false, message: 'Prompt is empty' }] } },
  rate_limited: { status: 429, headers: { 'retry-after': '7' }, body: { detail: 'Too Many Requests' } },
  rate_limited_without_delay: { status: 429, body: { detail: 'Too Many Requests' } },
  server_error: { status: 500, body: { detail: 'Internal Server Error' } },
  loading: { status: 503, body: { detail: 'Queue is full. Max size is 20 and size is 20.' } },
};

/** A prompt that is one of these words ends so, after the order was taken (ZeroGPU's own sentences). */
export const ENDINGS: Readonly<Record<string, Reply>> = {
  'zerogpu-quota': broken(
    'You have exceeded your free ZeroGPU quota (60s requested vs. 12s left). Try again in 3:12:44',
    'ZeroGPU quota exceeded',
  ),
  'zerogpu-limit': broken('Space app has reached its GPU limit.', 'ZeroGPU quota exceeded'),
  'zerogpu-queue': broken('No GPU was available after 60s', 'ZeroGPU queue timeout'),
  'zerogpu-duration': broken(
    'The requested GPU duration (300s) is larger than the maximum allowed',
    'ZeroGPU illegal duration',
  ),
  'raised-error': broken('The LoRA could not be loaded from /home/user/app/loras'),
  'raised-exception': EXCEPTION,
};

/** A prompt that is one of these words makes the stream of events go wrong so. */
export const STREAM_FAULTS = {
  'stream-drops': 'breaks off',
  'stream-closes': 'is closed by the server before the order ended',
  'stream-hangs': 'tells nothing any more',
  'stream-garbles': 'holds something that is no JSON',
  'stream-refuses': 'is refused by a proxy',
} as const;

export type StreamFault = keyof typeof STREAM_FAULTS;

export function streamFaultIn(prompt: string): StreamFault | null {
  return isStreamFault(prompt) ? prompt : null;
}

function isStreamFault(prompt: string): prompt is StreamFault {
  return Object.hasOwn(STREAM_FAULTS, prompt);
}
