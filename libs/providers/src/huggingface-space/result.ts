import { isUnmistakable } from '../protocol/pictures/index.js';
import { FileAnswer, GalleryAnswer } from './huggingface-space.schemas.js';

/** A file that the app made: where it is on its disk, and its address, or the picture itself, where the app names one. */
export interface MadeFile {
  readonly path: string;
  readonly url: string | null;
}

/** Shows (before, after), the source first. */
const COMPARISON = 'imageslider';

/**
 * The pictures among the results: those of the first one that holds any, whether an image or a gallery; of a comparison
 * with the source only the last.
 * @param components What shows each of the results, as the app names it
 */
export function filesIn(
  results: readonly unknown[],
  components: readonly string[] = [],
): readonly MadeFile[] {
  return (
    results
      .map((result, place) =>
        components[place]?.toLowerCase() === COMPARISON ? filesOf(result).slice(-1) : filesOf(result),
      )
      .find((files) => files.length > 0) ?? []
  );
}

function filesOf(result: unknown): readonly MadeFile[] {
  if (typeof result === 'string') {
    return isUnmistakable(result) ? [{ path: '', url: result }] : [];
  }
  if (Array.isArray(result)) {
    return result.flatMap(filesOf);
  }
  const file = FileAnswer.safeParse(result);
  if (file.success) {
    return [{ path: file.data.path, url: file.data.url ?? null }];
  }
  const inGallery = GalleryAnswer.safeParse(result);
  return inGallery.success ? filesOf(inGallery.data.image) : [];
}
