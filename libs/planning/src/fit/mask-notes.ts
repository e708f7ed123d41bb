import {
  type Degradation,
  formatSize,
  type ImageRequest,
  type ProviderCapabilities,
} from '@fusionbridge/core';

/** Reasons why the pixels outside a mask may change. */
export function maskNotes(
  { mask }: Pick<ProviderCapabilities, 'mask'>,
  request: ImageRequest,
): readonly Degradation[] {
  if (request.mask === null) {
    return [];
  }
  return [...(mask === 'hint' ? [HINT] : []), ...inAnotherSize(request), ...inALossyFormat(request)];
}

const HINT: Degradation = {
  field: 'mask',
  asked: 'repaint under the mask only',
  given: 'a hint',
  why: 'the vendor may repaint more than the mask',
};

function inAnotherSize({ size, source }: ImageRequest): Degradation[] {
  if (size === null || source === null || (size.width === source.width && size.height === source.height)) {
    return [];
  }
  return [
    {
      field: 'size',
      asked: `${formatSize(size)}, unchanged outside the mask`,
      given: `painted and pasted at ${formatSize(source)}, then brought to ${formatSize(size)}`,
      why: 'only at its own size a picture keeps its pixels',
    },
  ];
}

function inALossyFormat({ output: { format, quality } }: ImageRequest): Degradation[] {
  if (format !== 'jpeg' && (format !== 'webp' || quality === null)) {
    return [];
  }
  return [
    {
      field: 'output',
      asked: 'unchanged outside the mask',
      given: format === 'jpeg' ? 'jpeg' : `webp of quality ${quality}`,
      why: 'the format changes every pixel a little; png and webp without output_compression do not',
    },
  ];
}
