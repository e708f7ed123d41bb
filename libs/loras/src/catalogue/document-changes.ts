import { BridgeError } from '@fusionbridge/core';
import type { LoraDocument } from './lora-documents.js';

/** An entry in the format of the file. */
export type LoraEntry = Readonly<Record<string, unknown>>;

/** Builds the new document from the current one. */
export type DocumentChange = (document: LoraDocument) => LoraDocument;

/** LoRAs from other sources, by id. */
type Elsewhere = Readonly<Record<string, unknown>>;

/** Adds an entry. @throws BridgeError `invalid_request` for an id that already exists */
export function added(id: string, entry: LoraEntry, elsewhere: Elsewhere): DocumentChange {
  return (document) => {
    if (isKnown(id, document, elsewhere)) {
      throw BridgeError.invalid('id', `There is a LoRA '${id}' already. PUT /v1/loras/${id} changes it.`);
    }
    return withEntry(document, id, entry);
  };
}

/** Replaces an entry. @throws BridgeError `not_found` */
export function replaced(id: string, entry: LoraEntry, elsewhere: Elsewhere): DocumentChange {
  return (document) => {
    refuseUnknown(id, document, elsewhere);
    return withEntry(document, id, entry);
  };
}

/** Updates fields of an entry. An entry from another source has no fields in the file yet. @throws BridgeError `not_found` */
export function amended(id: string, fields: LoraEntry, elsewhere: Elsewhere): DocumentChange {
  return (document) => {
    refuseUnknown(id, document, elsewhere);
    const old = Object.hasOwn(document.loras, id) ? document.loras[id] : {};
    return withEntry(document, id, { ...old, ...fields });
  };
}

/** Removes an entry. @throws BridgeError `not_found` */
export function removed(id: string): DocumentChange {
  return (document) => {
    if (!Object.hasOwn(document.loras, id)) {
      throw new BridgeError({ kind: 'not_found', message: `The LoRA file has no '${id}'.` });
    }
    const { [id]: _, ...loras } = document.loras;
    return { ...document, loras };
  };
}

/** Replaces the whole document, or merges another one into it. */
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
