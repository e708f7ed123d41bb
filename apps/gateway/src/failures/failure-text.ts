import type { JobError } from '@fusionbridge/core';

/** Describes, for people, why a job failed and what it cost nevertheless. */
export function failureText({ message, charges = [] }: JobError): string {
  return [message, ...charges].join(' ');
}
