export {
  bodyOf,
  type FailedAnswer,
  jsonBody,
  type OpenAnswer,
  presentable,
  type RequestBody,
  type Verdict,
  type VendorClient,
  VendorHttp,
  type VendorStreams,
} from './http/index.js';
export { readFailure as readOpenAiFailure } from './openai-compatible/read-failure.js';
export { ADAPTERS, type ProviderFamily, ProviderRegistry } from './provider-registry.js';
export { ProvidersModule } from './providers.module.js';
