import type { JobError } from '@fusionbridge/core';

/** Why a job gave no picture, and what it cost nevertheless, for people. */
export function failureText({ message, charges = [] }: JobError): string {
  return [message, ...charges].join(' ');
}
