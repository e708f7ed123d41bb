import type { VendorOperation } from '@fusionbridge/core';

/** What one model takes besides prompt, size, seed, steps and guidance. */
export interface ModelSheet {
  readonly operations: readonly VendorOperation[];
  /** What a LoRA for it is uploaded as; null where Runware's name for it is not known. */
  readonly loraArchitecture: string | null;
}

/** An AIR id, and what is known of the model behind it. */
export interface ChosenModel {
  readonly air: string;
  readonly sheet: ModelSheet;
}

const FILL = 'runware:102@1';
const KONTEXT = 'runware:106@1';

const UPSCALER: ModelSheet = { operations: ['upscale'], loraArchitecture: null };
const FLUX_1: ModelSheet = { operations: ['text', 'image', 'inpaint'], loraArchitecture: 'flux1d' };
const FLUX_2: ModelSheet = { operations: ['text', 'reference'], loraArchitecture: null };

/**
 * Models of Runware (contracts/vendors-a.md 1.7). LoRAs for any FLUX.1 are trained on its dev edition. Of the FLUX.2
 * editions only that they take reference pictures is known.
 */
const SHEETS: Readonly<Record<string, ModelSheet>> = {
  'runware:100@1': FLUX_1,
  'runware:101@1': FLUX_1,
  'runware:107@1': FLUX_1,
  'runware:111@1': FLUX_1,
  'rundiffusion:110@101': FLUX_1,
  'rundiffusion:120@100': FLUX_1,
  'rundiffusion:130@100': FLUX_1,
  [FILL]: { ...FLUX_1, operations: ['inpaint', 'fill'] },
  [KONTEXT]: { ...FLUX_1, operations: ['reference'] },
  'runware:500@1': UPSCALER,
  'runware:501@1': UPSCALER,
  'runware:502@1': UPSCALER,
  'runware:503@1': UPSCALER,
  'runware:504@1': UPSCALER,
  'runware:400@1': FLUX_2,
  'runware:400@2': FLUX_2,
  'runware:400@3': FLUX_2,
  'runware:400@4': FLUX_2,
  'runware:400@5': FLUX_2,
};

/** Whatever it is, it starts from pictures as every model of the service does. */
const UNKNOWN: ModelSheet = { operations: FLUX_1.operations, loraArchitecture: null };

/** A chain that names no model gets one for each operation. */
const SPECIALISTS: Partial<Record<VendorOperation, string>> = { fill: FILL, reference: KONTEXT };

/** The model for an operation. `usual`: the operator's own choice where the chain names none. */
export function modelFor(operation: VendorOperation, vendorModel: string, usual: string): ChosenModel {
  const own = chosen(vendorModel === '' ? usual : vendorModel);
  const specialist = vendorModel === '' ? SPECIALISTS[operation] : undefined;
  return specialist === undefined || own.sheet.operations.includes(operation) ? own : chosen(specialist);
}

/** What can be asked of a chain's model. */
export function operationsOf(vendorModel: string, usual: string): VendorOperation[] {
  const { operations } = chosen(vendorModel === '' ? usual : vendorModel).sheet;
  const more: VendorOperation[] = vendorModel === '' ? ['fill', 'reference'] : [];
  return [...new Set([...operations, ...more])];
}

function chosen(air: string): ChosenModel {
  return { air, sheet: SHEETS[air] ?? UNKNOWN };
}
