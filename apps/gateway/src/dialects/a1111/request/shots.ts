/** Pictures of one job: one prompt, and consecutive seeds. */
export interface Shot {
  readonly prompt: string;
  readonly negativePrompt: string;
  /** Of the first picture; null lets the bridge choose. */
  readonly seed: number | null;
  readonly count: number;
}

/** The fields that determine the prompts and the number of pictures. */
export interface ShotFields {
  readonly prompt: string | readonly string[];
  readonly negative_prompt: string | readonly string[];
  readonly seed: number | readonly number[];
  readonly batch_size: number;
  readonly n_iter: number;
}

/** Seeds have 32 bits everywhere but in Python. */
const SEEDS = 2 ** 32;

/**
 * The pictures a request asks for. `prompt` and `seed` may be lists with one entry per picture (A1111 processing.py
 * `all_prompts`, `all_seeds`). A list alone determines the count; `batch_size` or `n_iter` take precedence, but a
 * shorter list of prompts limits it. A plain request is one shot.
 */
export function shotsOf(fields: ShotFields): Shot[] {
  const shots: Shot[] = [];
  for (const picture of Array.from({ length: pictureCount(fields) }, (_, index) =>
    pictureAt(fields, index),
  )) {
    const last = shots.at(-1);
    if (last !== undefined && continues(last, picture)) {
      shots[shots.length - 1] = { ...last, count: last.count + 1 };
    } else {
      shots.push(picture);
    }
  }
  return shots;
}

/** The number of pictures a request asks for, over all shots. */
export function pictureCount({ prompt, seed, batch_size, n_iter }: ShotFields): number {
  const prompts = Array.isArray(prompt) ? prompt.length : Number.POSITIVE_INFINITY;
  const seeds = Array.isArray(seed) ? seed.length : 1;
  const batches = batch_size * n_iter;
  if (batches > 1) {
    return Math.max(1, Math.min(batches, prompts));
  }
  return Math.max(1, Number.isFinite(prompts) ? prompts : seeds);
}

function pictureAt(fields: ShotFields, index: number): Shot {
  return {
    prompt: entryAt(fields.prompt, index),
    negativePrompt: entryAt(fields.negative_prompt, index),
    seed: seedAt(fields.seed, index),
    count: 1,
  };
}

function entryAt(texts: string | readonly string[], index: number): string {
  return typeof texts === 'string' ? texts : (texts[index] ?? texts.at(-1) ?? '');
}

/** Picture i of a request with one seed uses seed + i; -1 (any negative) is random. */
function seedAt(seeds: number | readonly number[], index: number): number | null {
  const list = typeof seeds === 'number' ? [seeds] : seeds;
  const place = Math.min(index, list.length - 1);
  const seed = list[place] ?? -1;
  return seed < 0 ? null : (seed + index - place) % SEEDS;
}

function continues(shot: Shot, next: Shot): boolean {
  const follows = shot.seed === null ? next.seed === null : next.seed === shot.seed + shot.count;
  return follows && shot.prompt === next.prompt && shot.negativePrompt === next.negativePrompt;
}
