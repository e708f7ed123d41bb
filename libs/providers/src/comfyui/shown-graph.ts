import { formatSize, loraSourcesOf, type Size } from '@fusionbridge/core';
import type { WorkflowRequest } from './workflow-request.js';
import { filled } from './workflows/fill.js';
import type { Graph } from './workflows/template.js';

/** The graph as people may read it before it is sent: what only the server can name stands in angle brackets. */
export function shownGraph({ template, request, values, source }: WorkflowRequest): Graph {
  return filled(
    template,
    {
      ...values,
      seed: request.seed ?? '<any>',
      output_name: '<id>',
      source: shownPicture(source),
      mask: shownPicture(request.mask),
    },
    request.loras.map((lora) => ({ file: loraSourcesOf(lora).file ?? lora.name, weight: lora.weight })),
  );
}

function shownPicture(picture: Size | null): string | null {
  return picture === null ? null : `<picture ${formatSize(picture)}>`;
}
