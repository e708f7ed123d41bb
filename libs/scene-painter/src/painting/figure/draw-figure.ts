import { darker } from '../colour.js';
import { placed, rect, shape } from '../drawing.js';
import { bodyOf, drawArm, drawLegs, dropOf, handAt } from './body.js';
import { drawBadge, drawBehindBody, drawNeckwear } from './extras.js';
import { drawBeard, drawFace, drawHead } from './face.js';
import type { Badge, FigureLook, Hand } from './figure-look.js';
import { drawGarment, legColours, sleeveOf } from './garments.js';
import { drawBackHair, drawFrontHair } from './hair.js';
import { drawBehindHead, drawHeadwear } from './headwear.js';

/** A thing in a hand: what is drawn around 0,0 as the point where the hand holds it. */
export interface Held {
  readonly hand: Hand;
  readonly content: string;
  /** Small things are shown before the hand, weapons and staffs in it. */
  readonly before: boolean;
}

export interface FigureDress {
  readonly held: readonly Held[];
  readonly badge: Badge | null;
  /** The head of a figure that has no human one, drawn into a box of 100 by 100 around 0,0. */
  readonly headArt: string | null;
}

/**
 * A person, 400 units high, feet at 0,0. Layers from back to front: wings and cape, back hair, legs, garment, arms,
 * head, fringe, hat, badge.
 */
export function drawFigure(look: FigureLook, dress: FigureDress): string {
  const lower = look.pose === 'ride' ? '' : drawLower(look);
  const drop = dropOf(look.pose);
  const back = raised(
    drawBehindBody(look) + (dress.headArt === null ? drawBehindHead(look) + drawBackHair(look) : ''),
    drop,
  );
  const upper = raised(drawUpper(look, dress), drop);
  const whole = look.features.includes('fish-tail') ? back + fishTail(look) + upper : back + lower + upper;
  return look.build === 'child' ? placed(whole, { x: 0, y: 0, scale: 0.92 }) : whole;
}

/** The near leg of a rider, to be drawn over what is ridden. */
export function drawRidersLeg(look: FigureLook): string {
  const { legs, shoes } = legColours(look);
  const { leg } = bodyOf(look);
  return `<path d="M-4 -96Q-26 -70 -14 -26" fill="none" stroke="${legs}" stroke-width="${leg}" stroke-linecap="round"/>${shape('M-34 -20q-2 -18 16 -18q20 0 20 12q0 8 -6 8z', shoes)}`;
}

function drawLower(look: FigureLook): string {
  const { legs, shoes } = legColours(look);
  const stool =
    look.pose === 'sit'
      ? rect([-44, -62, 88, 16], darker('#9a6a42', 0.1), 'rx="6"') +
        rect([-34, -50, 10, 50], '#6e4528') +
        rect([24, -50, 10, 50], '#6e4528')
      : '';
  return stool + drawLegs(look, legs, shoes);
}

function drawUpper(look: FigureLook, dress: FigureDress): string {
  const sleeve = sleeveOf(look);
  const holds = (hand: Hand): boolean => dress.held.some((held) => held.hand === hand);
  const arms = (['right', 'left'] as const)
    .map(
      (hand) =>
        heldBy(look, hand, dress, false) +
        drawArm(look, hand, holds(hand), sleeve) +
        heldBy(look, hand, dress, true),
    )
    .join('');
  const badge = dress.badge === null ? '' : drawBadge(dress.badge);
  return drawGarment(look) + arms + drawNeckwear(look) + badge + drawHeadOf(look, dress);
}

function drawHeadOf(look: FigureLook, dress: FigureDress): string {
  const head =
    dress.headArt === null
      ? drawHead(look) + drawFace(look) + drawBeard(look) + drawFrontHair(look)
      : rect([-12, -292, 24, 32], darker(look.skin, 0.2)) +
        placed(dress.headArt, { x: 0, y: -330, scale: 1.12 });
  return head + drawHeadwear(look);
}

function heldBy(look: FigureLook, hand: Hand, dress: FigureDress, before: boolean): string {
  const [x, y] = handAt(look, hand, true);
  return dress.held
    .filter((held) => held.hand === hand && held.before === before)
    .map((held) => `<g transform="translate(${x} ${y})">${held.content}</g>`)
    .join('');
}

function raised(content: string, drop: number): string {
  return drop === 0 ? content : `<g transform="translate(0 ${drop})">${content}</g>`;
}

function fishTail(look: FigureLook): string {
  const tone = look.back;
  return (
    shape(
      'M-38 -170Q0 -182 38 -170Q44 -100 14 -44Q40 -30 62 2Q20 2 0 -14Q-20 2 -62 2Q-40 -30 -14 -44Q-44 -100 -38 -170Z',
      tone,
    ) +
    shape(
      'M-30 -150q10 12 20 0q10 12 20 0q10 12 20 0M-26 -120q9 11 18 0q9 11 18 0q9 11 16 0M-18 -92q9 10 18 0q9 10 18 0',
      'none',
      `stroke="${darker(tone, 0.25)}" stroke-width="3"`,
    )
  );
}
