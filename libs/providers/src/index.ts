export { Inventories } from './inventory/inventories.js';
export { ADAPTERS, type ProviderFamily, ProviderRegistry, type Providers } from './provider-registry.js';
export { ProvidersModule } from './providers.module.js';
