import { ADAPTIVE, ORDERED, RESTLESS, type Way } from './fault-drill.js';
import type { VendorName } from './vendors.js';

/** One table of faults. */
export interface FaultCourse {
  /** Whose orders go wrong. */
  readonly first: VendorName;
  readonly repurchase: 'never' | 'after-lookup' | 'eager';
  readonly ways: readonly Way[];
  /** For each row. */
  readonly requests: number;
  /** Only rows with requests that got no picture are shown. */
  readonly onlyShort?: boolean;
}

/** One table of kills. */
export interface KillCourse {
  readonly first: VendorName;
  readonly rounds: number;
}

const MANY = 200;
/** Enough where every order meets the fault. */
const SOME = 40;
const LOOKED_UP = { first: 'runware', repurchase: 'after-lookup' } as const;

/** The tables of faults, by the names they are drilled and published under. */
export const FAULT_COURSES = {
  faults: { ...LOOKED_UP, ways: [ORDERED, ADAPTIVE], requests: MANY },
  'every-order': { ...LOOKED_UP, ways: [RESTLESS], requests: SOME },
  never: { first: 'runware', repurchase: 'never', ways: [RESTLESS], requests: SOME, onlyShort: true },
  'their-ids': {
    first: 'wavespeed',
    repurchase: 'after-lookup',
    ways: [RESTLESS, ADAPTIVE],
    requests: SOME,
  },
  'no-ids': { first: 'together', repurchase: 'after-lookup', ways: [RESTLESS, ADAPTIVE], requests: SOME },
} as const satisfies Record<string, FaultCourse>;

/** The tables of kills, likewise. */
export const KILL_COURSES = {
  kills: { first: 'runware', rounds: 20 },
  'kills-their-ids': { first: 'wavespeed', rounds: 20 },
} as const satisfies Record<string, KillCourse>;

export type FaultCourseName = keyof typeof FAULT_COURSES;
export type KillCourseName = keyof typeof KILL_COURSES;
export type CourseName = FaultCourseName | KillCourseName;

export function isFaultCourse(name: string): name is FaultCourseName {
  return Object.hasOwn(FAULT_COURSES, name);
}

function isKillCourse(name: string): name is KillCourseName {
  return Object.hasOwn(KILL_COURSES, name);
}

export const COURSE_NAMES: readonly CourseName[] = [
  ...Object.keys(FAULT_COURSES).filter(isFaultCourse),
  ...Object.keys(KILL_COURSES).filter(isKillCourse),
];
