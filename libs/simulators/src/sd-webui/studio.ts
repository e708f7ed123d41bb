import {
  type Canvas,
  type Desk,
  extentOf,
  type Order,
  type Pace,
  paint,
  type Reply,
  whiteMask,
} from '../kit/index.js';
import type { GenerationBody } from './body.js';
import { type Catalogue, modelList, SAMPLERS, SCHEDULERS } from './catalogue.js';
import { infoOf } from './info.js';
import { type Task, Worker } from './worker.js';

/** Seeds the server chooses are far apart, and the same after every start. */
const CHOSEN_SEED_STEP = 7919;
const HIGHEST_SEED = 2 ** 32 - 1;
const LORA_TAG = /<lora:([^:>]+)(?::([^>]*))?>/g;

/** How servers of this kind differ from each other. */
export interface Habits {
  /** Puts a grid before several pictures even when it saves none. */
  readonly grid: boolean;
  /** Leaves `info` empty, as stable-diffusion.cpp does. */
  readonly emptyInfo: boolean;
  /** Has distilled guidance. */
  readonly isForge: boolean;
}

/** The part of the server that paints: the loaded model, the worker, the pictures. */
export class Studio {
  readonly worker = new Worker();
  checkpoint: string;
  private chosenSeeds = 0;

  constructor(
    private readonly desk: Desk,
    private readonly catalogue: Catalogue,
    private readonly habits: Habits,
  ) {
    this.checkpoint = modelList(catalogue)[0]?.title ?? '';
  }

  /** The order that a request makes, or why it is refused. */
  async orderOf(body: GenerationBody, job: Task['job']): Promise<Order | Reply> {
    const source = job === 'scripts_img2img' ? await this.sourceOf(body) : null;
    if (source !== null && 'status' in source) {
      return source;
    }
    const first = body.seed < 0 ? this.chooseSeed() : body.seed;
    const seeds = Array.from({ length: body.count }, (_, index) => (first + index) % (HIGHEST_SEED + 1));
    const model = this.modelOf(body.model);
    return {
      size: body,
      paint: async (pace) =>
        this.worker.run({ id: body.taskId, job, steps: body.steps, count: body.count }, (task) =>
          this.paintAll(task, body, { seeds, model, source, pace }),
        ),
      answer: (pictures) => this.answer(body, pictures, seeds, model),
    };
  }

  /** Stops whatever runs, whosever it is. */
  interrupt(): void {
    if (this.worker.current !== null) {
      this.worker.current.interrupted = true;
      this.desk.counters.cancellations += 1;
      this.desk.gate.open();
    }
  }

  private chooseSeed(): number {
    this.chosenSeeds += 1;
    return this.chosenSeeds * CHOSEN_SEED_STEP;
  }

  /** A model that the server does not have is ignored without a word, as `override_settings` does it. */
  private modelOf(asked: string | null): string {
    const found = modelList(this.catalogue).find(
      (one) => asked !== null && (one.title.includes(asked) || one.model_name === asked),
    );
    return found?.title ?? this.checkpoint;
  }

  private async sourceOf(body: GenerationBody): Promise<Canvas | Reply> {
    if (body.initImage === null) {
      return httpError(404, 'Init image not found');
    }
    try {
      const source = decoded(body.initImage);
      await extentOf(source);
      const white = body.mask === null ? null : await whiteMask(decoded(body.mask), body);
      const mask = white !== null && body.invertMask ? Buffer.from(white.map((value) => 255 - value)) : white;
      return { source, keep: 1 - body.strength, mask };
    } catch {
      return httpError(500, 'Invalid encoded image');
    }
  }

  private async paintAll(
    task: Task,
    body: GenerationBody,
    plan: { seeds: readonly number[]; model: string; source: Canvas | null; pace: Pace },
  ): Promise<readonly Buffer[]> {
    this.checkpoint = body.restoreModel ? this.checkpoint : plan.model;
    const pictures: Buffer[] = [];
    const subject = subjectOf(body, plan.model, this.catalogue);
    for (const [index, seed] of plan.seeds.entries()) {
      const order = { seed, subject, width: body.width, height: body.height };
      task.picture = index;
      task.step = Math.floor(body.steps / 2);
      task.preview = await paint({ ...order, width: 64, height: 64 });
      if (index === 0) {
        await plan.pace.halfWay();
      }
      pictures.push(await paint(order, plan.source));
      if (task.interrupted) {
        break;
      }
    }
    return pictures;
  }

  private answer(
    body: GenerationBody,
    pictures: readonly Buffer[],
    seeds: readonly number[],
    model: string,
  ): unknown {
    const [first] = pictures;
    const withGrid = pictures.length > 1 && (this.habits.grid || body.saveImages) && first !== undefined;
    const images = withGrid ? [first, ...pictures] : pictures;
    const { sampler, scheduler } = samplingOf(body);
    return {
      images: body.sendImages ? images.map((one) => one.toString('base64')) : [],
      parameters: { ...body.given, init_images: null, mask: null },
      info: this.habits.emptyInfo
        ? ''
        : infoOf(body, {
            seeds,
            sampler,
            scheduler,
            model: model.replace(/\.safetensors.*$/, ''),
            indexOfFirstImage: withGrid ? 1 : 0,
            distilledGuidance: this.habits.isForge ? body.distilledCfgScale : null,
          }),
    };
  }
}

export function httpError(status: number, detail: string): Reply {
  return { status, body: { error: 'HTTPException', detail, body: '', errors: '' } };
}

/** Unknown samplers and schedulers become the first and `Automatic`; a scheduler behind the sampler is split off. */
function samplingOf(body: GenerationBody): { sampler: string; scheduler: string } {
  const label = SCHEDULERS.map((one) => String(one['label'])).find((one) => body.sampler.endsWith(` ${one}`));
  const name = label === undefined ? body.sampler : body.sampler.slice(0, -label.length - 1);
  const known = SAMPLERS.find((one) => one.name === name || one.aliases.includes(name));
  const asked = label ?? body.scheduler;
  return {
    sampler: known?.name ?? SAMPLERS[0]?.name ?? '',
    scheduler: SCHEDULERS.some((one) => one['label'] === asked || one['name'] === asked)
      ? asked
      : 'Automatic',
  };
}

/** What decides the picture besides its seed. Tags of LoRAs that are not there change nothing. */
function subjectOf(body: GenerationBody, model: string, catalogue: Catalogue): string {
  const tags = [...body.prompt.matchAll(LORA_TAG)].filter(([, name]) => catalogue.loras.includes(name ?? ''));
  return JSON.stringify([
    body.prompt.replace(LORA_TAG, '').trim(),
    tags.map(([tag]) => tag),
    body.negativePrompt,
    body.steps,
    body.cfgScale,
    body.distilledCfgScale,
    model,
    samplingOf(body),
  ]);
}

/** Bare base64 or a data URI. */
function decoded(text: string): Buffer {
  return Buffer.from(text.replace(/^data:[^,]*,/, ''), 'base64');
}
