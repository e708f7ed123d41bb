export { LoraCatalogue } from './catalogue/lora-catalogue.js';
export { readLoraDocument } from './catalogue/read-lora-file.js';
export { composePrompt } from './composition/compose-prompt.js';
export { LoraSelector } from './lora-selector.js';
export { LorasModule } from './loras.module.js';
export { LoraMatcher } from './matching/lora-matcher.js';
