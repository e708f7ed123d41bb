import { type Fault, FAULTS, isFault } from '@fusionbridge/simulators';
import type { VendorName } from './vendors.js';

/** The vendor charges, and nobody can use or have what it made. */
const SPOILING: ReadonlySet<Fault> = new Set<Fault>([
  'fewer_pictures',
  'html_picture',
  'truncated_picture',
  'private_picture',
  'missing_picture',
  'redirected_picture',
  'job_lost',
]);

/** They need a queue, or pictures that are handed over by their addresses. Together has neither. */
const NOT_AT_TOGETHER: ReadonlySet<Fault> = new Set<Fault>([
  'job_lost',
  'job_failed',
  'private_picture',
  'missing_picture',
  'redirected_picture',
]);

/** All faults that the vendor can have. */
export function faultsOf(vendor: VendorName): Fault[] {
  return Object.keys(FAULTS)
    .filter(isFault)
    .filter((fault) => vendor !== 'together' || !NOT_AT_TOGETHER.has(fault));
}

/** Spoilt at some vendors only. */
const SPOILING_AT: Partial<Record<Fault, readonly VendorName[]>> = {
  // Runware flags and does not blank: a black picture of it is a picture.
  black_frame: ['wavespeed', 'together'],
  // An answer without the picture is the end of the order; a receipt in another shape is not.
  other_json: ['together'],
};

/** Whether another picture may be bought although this vendor has charged for one. */
export function isSpoilt(fault: Fault | null, vendor: VendorName): boolean {
  return fault !== null && (SPOILING.has(fault) || SPOILING_AT[fault]?.includes(vendor) === true);
}
