import { type Canvas, extentOf, whiteMask } from '../kit/index.js';
import type { Files } from './files.js';
import type { SentGraph, SentNode } from './graph-check.js';

/** What a graph asks for, as far as the simulated server paints it. */
export interface Painting {
  readonly width: number;
  readonly height: number;
  readonly seed: number;
  readonly count: number;
  readonly steps: number;
  /** Everything else that changes the picture. */
  readonly subject: string;
  readonly canvas: Canvas | null;
  readonly sampler: string;
  readonly save: string;
  readonly prefix: string;
}

/** Nodes that say how many and where to, but not what. */
const NOT_THE_SUBJECT = new Set([
  'SaveImage',
  'EmptyLatentImage',
  'EmptySD3LatentImage',
  'RepeatLatentBatch',
  'RepeatImageBatch',
]);
const USUAL_SIDE = 512;
const MODEL_SCALE = 4;
/** They draw detail in, and leave what is there. */
const KEPT_BY_UPSCALERS = 0.95;

/** Reads what is to be painted out of a graph that was found good. @throws where an input is no picture */
export async function paintingOf(graph: SentGraph, files: Files): Promise<Painting> {
  const [upscaler, upscaling] = nodeOf(graph, ['ImageUpscaleWithModel']);
  if (upscaling !== undefined) {
    return enlargementOf(graph, upscaler, files);
  }
  const [sampler, sampling] = nodeOf(graph, ['KSampler']);
  const [save, saving] = nodeOf(graph, ['SaveImage']);
  const [, latent] = nodeOf(graph, ['EmptyLatentImage', 'EmptySD3LatentImage']);
  const [, repeat] = nodeOf(graph, ['RepeatLatentBatch']);
  const source = inputFile(graph, 'LoadImage', files);
  const size =
    source === null
      ? {
          width: numberIn(latent, 'width', USUAL_SIDE),
          height: numberIn(latent, 'height', USUAL_SIDE),
        }
      : await extentOf(source);
  const mask = inputFile(graph, 'LoadImageMask', files);
  return {
    ...size,
    seed: numberIn(sampling, 'seed', 0),
    count: numberIn(latent, 'batch_size', numberIn(repeat, 'amount', 1)),
    steps: numberIn(sampling, 'steps', 1),
    subject: subjectOf(graph),
    canvas:
      source === null
        ? null
        : {
            source,
            keep: 1 - numberIn(sampling, 'denoise', 1),
            mask: mask === null ? null : await whiteMask(mask, size),
          },
    sampler,
    save,
    prefix: String(saving?.inputs['filename_prefix']),
  };
}

/** A model makes the picture four times as large; `ImageScale` behind it brings that to a size. */
async function enlargementOf(graph: SentGraph, upscaler: string, files: Files): Promise<Painting> {
  const [save, saving] = nodeOf(graph, ['SaveImage']);
  const [, scale] = nodeOf(graph, ['ImageScale']);
  const source = inputFile(graph, 'LoadImage', files) ?? Buffer.alloc(0);
  const { width, height } = await extentOf(source);
  return {
    width: numberIn(scale, 'width', width * MODEL_SCALE),
    height: numberIn(scale, 'height', height * MODEL_SCALE),
    seed: 0,
    count: 1,
    steps: 1,
    subject: subjectOf(graph),
    canvas: { source, keep: KEPT_BY_UPSCALERS, mask: null },
    sampler: upscaler,
    save,
    prefix: String(saving?.inputs['filename_prefix']),
  };
}

function subjectOf(graph: SentGraph): string {
  const nodes = Object.entries(graph).filter(([, { className }]) => !NOT_THE_SUBJECT.has(className));
  return JSON.stringify(nodes.map(([id, { className, inputs }]) => [id, className, inputs]));
}

function nodeOf(graph: SentGraph, names: readonly string[]): [id: string, node: SentNode | undefined] {
  const found = Object.entries(graph).find(([, { className }]) => names.includes(className));
  return found ?? ['', undefined];
}

function inputFile(graph: SentGraph, className: string, files: Files): Buffer | null {
  const [, node] = nodeOf(graph, [className]);
  return node === undefined ? null : files.input(String(node.inputs['image']));
}

function numberIn(node: SentNode | undefined, name: string, usual: number): number {
  const value = node?.inputs[name];
  return typeof value === 'number' ? value : usual;
}
