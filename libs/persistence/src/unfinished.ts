import type { JobState } from '@fusionbridge/core';

/** The states of jobs that have not ended. */
export const UNFINISHED: readonly JobState[] = ['queued', 'planning', 'running'];
