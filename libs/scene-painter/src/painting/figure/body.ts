import type { Hex } from '../colour.js';
import { ellipse, line, num, shape } from '../drawing.js';
import type { Build, FigureLook, Hand, Pose } from './figure-look.js';

/**
 * Half widths and limb widths of a body. A figure is 400 units high, its feet at 0,0 and y grows downwards, so the
 * chin is at -278 and the top of the skull at -375.
 */
export interface Body {
  readonly shoulder: number;
  readonly waist: number;
  readonly hip: number;
  readonly arm: number;
  readonly leg: number;
}

const BODIES: Record<Build, Body> = {
  slim: { shoulder: 40, waist: 27, hip: 36, arm: 19, leg: 25 },
  broad: { shoulder: 50, waist: 38, hip: 38, arm: 24, leg: 29 },
  child: { shoulder: 36, waist: 31, hip: 35, arm: 20, leg: 26 },
};

/** How far a sitting figure's upper body comes down. */
const SITTING_DROP = 92;
const RIDING_DROP = 60;

type Point = readonly [number, number];
type ArmPose = 'down' | 'hold' | 'up' | 'hip' | 'out';

const ARM_POSES: Record<Pose, readonly [right: ArmPose, left: ArmPose]> = {
  stand: ['down', 'hip'],
  walk: ['down', 'down'],
  sit: ['down', 'down'],
  ride: ['hold', 'hold'],
  dance: ['up', 'out'],
  wave: ['up', 'hip'],
  fight: ['up', 'hold'],
  cast: ['out', 'up'],
};

export function bodyOf(look: FigureLook): Body {
  return BODIES[look.build];
}

export function dropOf(pose: Pose): number {
  if (pose === 'ride') {
    return RIDING_DROP;
  }
  return pose === 'sit' ? SITTING_DROP : 0;
}

export function torsoPath({ shoulder, waist, hip }: Body): string {
  const half = (side: 1 | -1): string =>
    side === 1
      ? `M0 -268L14 -271Q${num(shoulder * 0.7)} -268 ${shoulder} -252Q${shoulder + 3} -226 ${waist + 2} -200L${waist} -186Q${hip} -172 ${hip} -150`
      : `L${-hip} -150Q${-hip} -172 ${-waist} -186L${-waist - 2} -200Q${-shoulder - 3} -226 ${-shoulder} -252Q${num(-shoulder * 0.7)} -268 -14 -271Z`;
  return half(1) + half(-1);
}

/** Shoulder, elbow, hand. */
function armPoints(body: Body, pose: ArmPose): readonly [Point, Point, Point] {
  const s = body.shoulder;
  const joint: Point = [s - body.arm / 2 + 2, -244];
  const others: Record<ArmPose, readonly [Point, Point]> = {
    down: [
      [s + 9, -205],
      [s + 6, -158],
    ],
    hold: [
      [s + 16, -200],
      [s + 30, -216],
    ],
    up: [
      [s + 32, -262],
      [s + 36, -318],
    ],
    hip: [
      [s + 30, -208],
      [body.hip - 4, -172],
    ],
    out: [
      [s + 30, -232],
      [s + 58, -240],
    ],
  };
  return [joint, ...others[pose]];
}

/** Where a hand ends up; holding something changes the arm. */
export function handAt(look: FigureLook, hand: Hand, holds: boolean): Point {
  const [, , [x, y]] = armPoints(bodyOf(look), armPoseOf(look.pose, hand, holds));
  return [hand === 'right' ? -x : x, y];
}

/** Colours of one arm from the shoulder down. */
export interface Sleeve {
  readonly upper: Hex;
  readonly lower: Hex;
  readonly hand: Hex;
}

export function drawArm(look: FigureLook, hand: Hand, holds: boolean, sleeve: Sleeve): string {
  const body = bodyOf(look);
  const [joint, elbow, end] = armPoints(body, armPoseOf(look.pose, hand, holds));
  const middle = between(between(joint, elbow), between(elbow, end));
  const lower = line(`M${at(joint)}Q${at(elbow)} ${at(end)}`, sleeve.lower, body.arm - 2);
  const upper = line(`M${at(joint)}Q${at(between(joint, elbow))} ${at(middle)}`, sleeve.upper, body.arm);
  const fist = ellipse([end[0], end[1], body.arm * 0.52, body.arm * 0.55], sleeve.hand);
  const arm =
    fist + lower + (sleeve.upper === sleeve.lower ? '' : upper) + (sleeve.lower === sleeve.hand ? '' : fist);
  return hand === 'right' ? `<g transform="scale(-1 1)">${arm}</g>` : arm;
}

/** Trousers or bare legs with shoes, as the pose has them. */
export function drawLegs(look: FigureLook, legs: Hex, shoes: Hex): string {
  const { hip, leg } = bodyOf(look);
  const x = hip - leg / 2 - 1;
  if (look.pose === 'sit') {
    return [-1, 1].map((side) => sittingLeg(side * x, { leg, legs, shoes })).join('');
  }
  const stride = look.pose === 'walk' || look.pose === 'fight' ? 20 : look.pose === 'dance' ? 12 : 2;
  return [-1, 1]
    .map((side) => {
      const foot = side * (x + stride);
      const lift = look.pose === 'walk' && side === 1 ? 8 : 0;
      return (
        line(
          `M${num(side * x)} -158Q${num(side * (x + stride * 0.3))} -80 ${num(foot)} ${-14 - lift}`,
          legs,
          leg,
        ) + shoe(foot + side * 4, -lift, shoes)
      );
    })
    .join('');
}

function sittingLeg(x: number, { leg, legs, shoes }: { leg: number; legs: Hex; shoes: Hex }): string {
  const side = Math.sign(x);
  return (
    line(
      `M${num(x)} -62L${num(x + side * 12)} -56Q${num(x + side * 16)} -40 ${num(x + side * 8)} -14`,
      legs,
      leg,
    ) + shoe(x + side * 10, 0, shoes)
  );
}

function shoe(x: number, y: number, colour: Hex): string {
  return shape(`M${num(x - 17)} ${num(y)}q-2 -19 15 -20q19 -1 20 12q1 8 -4 8z`, colour);
}

function armPoseOf(pose: Pose, hand: Hand, holds: boolean): ArmPose {
  const [right, left] = ARM_POSES[pose];
  const usual = hand === 'right' ? right : left;
  return holds && (usual === 'down' || usual === 'hip') ? 'hold' : usual;
}

function at([x, y]: Point): string {
  return `${num(x)} ${num(y)}`;
}

function between([x1, y1]: Point, [x2, y2]: Point): Point {
  return [(x1 + x2) / 2, (y1 + y2) / 2];
}
