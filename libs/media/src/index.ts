export { Base64Cutter } from './base64/base64-cutter.js';
export { base64Length, base64Stream } from './base64/base64-stream.js';
export { carriedDataOf } from './metadata/carried-data.js';
export { hasContentCredentials } from './metadata/content-credentials.js';
export {
  type CutJson,
  cutBase64,
  type ReadingBounds,
  JsonTooLarge,
  type ParseJson,
} from './base64/cut-base64.js';
export { ImageProcessor, type Conversion } from './pixels/image-processor.js';
export { FetchError, type FetchErrorReason } from './fetch/fetch-error.js';
export {
  type Fetched,
  type FetchOptions,
  GuardedFetcher,
  RESOLVE_HOST,
  type ResolveHost,
} from './fetch/guarded-fetcher.js';
export { infotextOf, type InfotextFacts } from './metadata/infotext.js';
export { inspectPicture, type PictureLimits } from './picture/inspect-picture.js';
export { InFlightLimiter, type InFlightSlot } from './in-flight-limiter.js';
export { parseLooseJson } from './base64/loose-json.js';
export { MediaModule } from './media.module.js';
export { PictureError, type PictureErrorReason } from './picture/picture-error.js';
export { promptInPicture } from './metadata/prompt-in-picture.js';
export {
  embedProvenance,
  type Provenance,
  readProvenance,
  type ReadProvenance,
} from './metadata/provenance.js';
export { readInfotext } from './metadata/read-infotext.js';
export { sniffFormat, type SniffedFormat } from './picture/sniff-format.js';
export { type InheritedPicture, InheritedPictures } from './store/inherited-pictures.js';
export { DiskPictureStore } from './store/disk-picture-store.js';
export {
  type ByteRange,
  type KeptPicture,
  type PictureInPieces,
  type PictureLink,
  PictureStore,
  type StoredFile,
} from './store/picture-store.js';
export { type Thumbnail, Thumbnails } from './thumbnails/thumbnails.js';
export { MediaEnv } from './media.env.js';
