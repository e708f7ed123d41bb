import type { AttemptContext, LoraChoice, Picture, VendorOperation } from '@fusionbridge/core';
import type { ImageProcessor } from '@fusionbridge/media';
import { asNotSent, type VendorClient } from '@fusionbridge/http';
import type { KnownLoras } from './known-loras.js';
import type { WorkflowRequest } from './workflow-request.js';
import { uploaded } from './uploads.js';
import { filled } from './workflows/fill.js';
import type { Graph } from './workflows/template.js';

/** Beginning of the names of all files the server writes for the bridge; the folder is below its outputs. */
const OUTPUT_FOLDER = 'FusionBridge';
const NAME_LENGTH = 8;
/** Operations that paint over no pixel of their picture. */
const LOOKED_AT: ReadonlySet<VendorOperation> = new Set<VendorOperation>(['reference', 'redux', 'upscale']);

/** What preparing needs. */
export interface Tools {
  readonly client: VendorClient;
  readonly loras: KnownLoras;
  readonly imageProcessor: ImageProcessor;
}

/** A prompt ready to be sent, and the LoRAs it has to do without. */
export interface PreparedOrder {
  readonly graph: Graph;
  readonly unknown: readonly LoraChoice[];
}

/**
 * Uploads the pictures and finds the names of the LoRAs.
 * @throws ProviderError `not_sent` whatever goes wrong: the prompt itself was not ordered yet
 */
export async function preparedOrder(
  order: WorkflowRequest,
  { id, seed }: { readonly id: string; readonly seed: number },
  context: AttemptContext,
  tools: Tools,
): Promise<PreparedOrder> {
  try {
    const { loaded, unknown } = await tools.loras.resolve(order.request.loras, context.signal);
    const values = {
      ...order.values,
      ...(await uploads(order, context, tools)),
      seed,
      output_name: `${OUTPUT_FOLDER}/${id.slice(0, NAME_LENGTH)}`,
    };
    return { graph: filled(order.template, values, loaded), unknown };
  } catch (error) {
    throw asNotSent(error);
  }
}

/**
 * Both in the size of the order, so that every pixel of the mask lies over its pixel of the source. A picture that is only
 * looked at, or enlarged by the server, goes as it is.
 */
async function uploads(
  { source, size, request }: WorkflowRequest,
  context: AttemptContext,
  { client, imageProcessor }: Tools,
): Promise<{ source: string | null; mask: string | null }> {
  const want = LOOKED_AT.has(request.operation) ? {} : { size };
  const put = async (picture: Picture): Promise<string> =>
    uploaded(client, await imageProcessor.convert(picture, want), context);
  return {
    source: source === null ? null : await put(source),
    mask: request.mask === null ? null : await put(await imageProcessor.maskToPng(request.mask)),
  };
}
