export { ADAPTERS, type ProviderFamily, ProviderRegistry } from './provider-registry.js';
export { ProvidersModule } from './providers.module.js';
