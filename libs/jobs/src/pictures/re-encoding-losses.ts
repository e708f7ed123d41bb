import {
  type Degradation,
  droppedCredentials,
  formatSize,
  type ImageRequest,
  type Picture,
} from '@fusionbridge/core';
import { carriedDataOf } from '@fusionbridge/media';

/**
 * Lists what re-encoding removed from a vendor's file.
 * @param signed true if the file had content credentials
 * @throws PictureError when the file is damaged
 */
export function lossesOf(painted: Picture, request: ImageRequest, signed: boolean): Degradation[] {
  const { isAnimated, hasGainMap, hasWideColours } = carriedDataOf(painted);
  const why = reasonOf(painted, request);
  return [
    ...(signed ? [droppedCredentials(why)] : []),
    ...(isAnimated ? [{ field: 'output', asked: 'every frame', given: 'the first frame', why }] : []),
    ...(hasGainMap ? [{ field: 'output', asked: 'the HDR gain map', given: 'dropped', why }] : []),
    ...(hasWideColours
      ? [{ field: 'output', asked: "the vendor's colour profile", given: 'converted to sRGB', why }]
      : []),
  ];
}

/** The reason for re-encoding. */
function reasonOf(painted: Picture, { size, source, mask, output }: ImageRequest): string {
  const { format, quality } = output;
  const pasted = source !== null && mask !== null;
  const resized = size !== null && (size.width !== painted.width || size.height !== painted.height);
  const steps = [
    ...(pasted ? ['pasted back under the mask'] : []),
    ...(!pasted && resized ? [`brought from ${formatSize(painted)} to ${formatSize(size)}`] : []),
    ...(format !== null && format !== painted.format ? [`brought from ${painted.format} to ${format}`] : []),
  ];
  const done = steps.length === 0 ? [`encoded with quality ${quality ?? 'as usual'}`] : steps;
  return `the picture was ${done.join(' and ')}`;
}
