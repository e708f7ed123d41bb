import { BridgeError } from '@fusionbridge/core';
import type { LoraDocument } from './lora-documents.js';

/** An entry as it stands in the file. */
export type LoraEntry = Readonly<Record<string, unknown>>;

/** Makes the next file of the one there is. */
export type DocumentChange = (document: LoraDocument) => LoraDocument;

/** Ids that are taken by LoRAs from elsewhere. */
type Elsewhere = Readonly<Record<string, unknown>>;

/** One entry more. @throws BridgeError `invalid_request` for an id that is taken */
export function added(id: string, entry: LoraEntry, elsewhere: Elsewhere): DocumentChange {
  return (document) => {
    if (isKnown(id, document, elsewhere)) {
      throw BridgeError.invalid('id', `There is a LoRA '${id}' already. PUT /v1/loras/${id} changes it.`);
    }
    return withEntry(document, id, entry);
  };
}

/** Another entry in the place of the old one. @throws BridgeError `not_found` */
export function replaced(id: string, entry: LoraEntry, elsewhere: Elsewhere): DocumentChange {
  return (document) => {
    refuseUnknown(id, document, elsewhere);
    return withEntry(document, id, entry);
  };
}

/** Fields laid over those of an entry; one from elsewhere has none in the file. @throws BridgeError `not_found` */
export function amended(id: string, fields: LoraEntry, elsewhere: Elsewhere): DocumentChange {
  return (document) => {
    refuseUnknown(id, document, elsewhere);
    const old = Object.hasOwn(document.loras, id) ? document.loras[id] : {};
    return withEntry(document, id, { ...old, ...fields });
  };
}

/** One entry less. @throws BridgeError `not_found` */
export function removed(id: string): DocumentChange {
  return (document) => {
    if (!Object.hasOwn(document.loras, id)) {
      throw new BridgeError({ kind: 'not_found', message: `The LoRA file has no '${id}'.` });
    }
    const { [id]: _, ...loras } = document.loras;
    return { ...document, loras };
  };
}

/** A whole document in the place of the old one, or laid over it. */
export function imported(given: LoraDocument, how: 'replace' | 'merge'): DocumentChange {
  return (old) => (how === 'replace' ? given : { ...old, ...given, loras: { ...old.loras, ...given.loras } });
}

function withEntry(document: LoraDocument, id: string, entry: LoraEntry): LoraDocument {
  return { ...document, loras: { ...document.loras, [id]: { ...entry } } };
}

function refuseUnknown(id: string, document: LoraDocument, elsewhere: Elsewhere): void {
  if (!isKnown(id, document, elsewhere)) {
    throw new BridgeError({ kind: 'not_found', field: 'id', message: `There is no LoRA '${id}'.` });
  }
}

function isKnown(id: string, { loras }: LoraDocument, elsewhere: Elsewhere): boolean {
  return Object.hasOwn(loras, id) || Object.hasOwn(elsewhere, id);
}
