import type { JobState } from '@fusionbridge/core';

/** The states of jobs without an end. */
export const UNFINISHED: readonly JobState[] = ['queued', 'planning', 'running'];
