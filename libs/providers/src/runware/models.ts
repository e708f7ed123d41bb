import type { VendorOperation } from '@fusionbridge/core';

/** What one model accepts besides prompt, size, seed, steps and guidance. */
export interface ModelSheet {
  readonly operations: readonly VendorOperation[];
  /** Architecture under which its LoRAs are uploaded; null if Runware's name for it is not known. */
  readonly loraArchitecture: string | null;
}

/** The AIR id of a model, and its sheet. */
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
 * Models of Runware. LoRAs for any FLUX.1 are trained on its dev edition. Of the FLUX.2 editions it is only known that
 * they take reference pictures.
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

/** Every model of the service can start from pictures. */
const UNKNOWN: ModelSheet = { operations: FLUX_1.operations, loraArchitecture: null };

/** Used for chain links that name no model, if the operator's model lacks the operation. */
const SPECIALISTS: Partial<Record<VendorOperation, string>> = { fill: FILL, reference: KONTEXT };

/** The model for an operation. `usual`: the operator's choice for chain links that name none. */
export function modelFor(operation: VendorOperation, vendorModel: string, usual: string): ChosenModel {
  const own = chosen(vendorModel === '' ? usual : vendorModel);
  const specialist = vendorModel === '' ? SPECIALISTS[operation] : undefined;
  return specialist === undefined || own.sheet.operations.includes(operation) ? own : chosen(specialist);
}

/** The operations of a chain link's model. */
export function operationsOf(vendorModel: string, usual: string): VendorOperation[] {
  const { operations } = chosen(vendorModel === '' ? usual : vendorModel).sheet;
  const more: VendorOperation[] = vendorModel === '' ? ['fill', 'reference'] : [];
  return [...new Set([...operations, ...more])];
}

function chosen(air: string): ChosenModel {
  return { air, sheet: SHEETS[air] ?? UNKNOWN };
}
