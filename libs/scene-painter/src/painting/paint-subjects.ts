import type { WornIdentity } from '../identity/identity.js';
import type { Placement } from '../layout/placement.js';
import { artKey } from './colour-shares.js';
import type { Hex } from './colour.js';
import { ellipse, num, placed, shape } from './drawing.js';
import { type Wardrobe, dress } from './dress.js';
import { type FigureDress, drawFigure, drawRidersLeg } from './figure/draw-figure.js';
import { drawBadge } from './figure/extras.js';
import type { FigureLook, Hand } from './figure/figure-look.js';
import { COLOURS, type Shares, recoloured, recolouredTo, withColours } from './palette.js';
import { type Stage, ownIds, tone } from './stage.js';
import { artOf } from './things/all-art.js';
import { fireBreath, sleepMarks, wornByThing } from './things/on-things.js';
import type { ThingArt } from './things/thing-art.js';
import type { ColourName, HeldThing, Person, Subject, Thing, WornThing } from '../scene.js';

/** What subjects are painted with. */
export interface Studio {
  readonly stage: Stage;
  readonly wardrobe: Wardrobe;
  readonly footing: 'land' | 'water' | 'none';
  /** Areas of the colours of art that is recoloured, by its name. */
  readonly shares: ReadonlyMap<string, Shares>;
  /** For the figures in the order of the prompt. */
  readonly identities: readonly (WornIdentity | null)[];
  /** Numbers the figures: which identity is whose. */
  figureNumber(subject: Subject, index: number): number;
}

/** All subjects, back to front, with their shadows. */
export function paintSubjects(studio: Studio, placements: readonly Placement[]): string {
  return placements.map((placement) => shadow(studio, placement) + paintOne(studio, placement)).join('');
}

function paintOne(studio: Studio, placement: Placement): string {
  const { what } = placement.subject;
  return what.kind === 'person'
    ? paintPerson(studio, placement, what.person)
    : paintThing(studio, placement, what.thing);
}

function shadow({ stage, footing }: Studio, placement: Placement): string {
  const { subject, x, y, height } = placement;
  if (footing === 'water' && placement.depth < 60 && !placement.hovers) {
    return islet(stage, placement);
  }
  if (placement.hovers || placement.depth < 20) {
    return '';
  }
  const thing = subject.what.kind === 'thing' ? subject.what.thing : null;
  const wide = thing === null ? 0.27 : thing.art.kind === 'plush' ? 0.34 : 0.46;
  const dark = stage.drawing.radial([
    [0, '#0c0820', 0.42],
    [0.65, '#0c0820', 0.22],
    [1, '#0c0820', 0],
  ]);
  return ellipse([x, y - 2, height * wide, Math.max(7, height * 0.045)], dark);
}

/** A building at sea stands on something. */
function islet(stage: Stage, { x, y, height }: Placement): string {
  const w = height * 0.5;
  const rock = `M${num(x - w)} ${num(y + 16)}Q${num(x - w * 0.7)} ${num(y - 22)} ${num(x - w * 0.2)} ${num(y - 20)}Q${num(x + w * 0.3)} ${num(y - 36)} ${num(x + w * 0.6)} ${num(y - 14)}Q${num(x + w * 0.9)} ${num(y - 6)} ${num(x + w)} ${num(y + 16)}Z`;
  return (
    shape(rock, tone(stage, '#6d6a62', 0.1)) +
    ellipse([x, y + 15, w * 1.06, 9], tone(stage, '#e6f4fa', 0.2), 'opacity=".6"')
  );
}

function paintThing(studio: Studio, placement: Placement, thing: Thing): string {
  const { stage } = studio;
  const { subject, x, y, height } = placement;
  const art = artOf(thing.art, stage.art);
  const distance = placement.depth < 20 ? 0.34 : placement.depth < 60 && !placement.hovers ? 0.14 : 0;
  const own = litBody(studio, thing, {
    colour: subject.colour,
    distance,
    identity: identityFor(studio, placement),
  });
  const worn = wornByThing(subject.wears, art, (hat) => tone(stage, hatColour(hat)));
  const extras = (subject.breathesFire ? fireBreath(art.head) : '') + badgeOn(studio, placement, art);
  const rider = placement.rider;
  const [behind, before] = rider === null ? ['', ''] : paintRider(studio, placement, rider);
  const scale = height / 32;
  const across = placement.flipped ? -scale : scale;
  const frame = `translate(${num(x)} ${num(y)}) scale(${across.toFixed(4)} ${scale.toFixed(4)}) translate(-16 -31)`;
  const asleep = subject.asleep
    ? sleepMarks(
        x + (placement.flipped ? -1 : 1) * (art.head[0] - 10) * scale,
        y - height * 0.95,
        height * 0.1,
      )
    : '';
  return `${behind}<g transform="${frame}">${own}${worn}${extras}${heldByThing(studio, placement, art)}</g>${before}${asleep}`;
}

function litBody(
  studio: Studio,
  thing: Thing,
  how: { colour: ColourName | null; distance: number; identity: WornIdentity | null },
): string {
  const { stage } = studio;
  const body = ownIds(stage, artOf(thing.art, stage.art).body);
  const shares = studio.shares.get(artKey(thing.art));
  const painted = how.colour === null || shares === undefined ? body : recoloured(body, shares, how.colour);
  const lit = withColours(painted, (colour) => tone(stage, colour, how.distance));
  return how.identity === null || shares === undefined
    ? lit
    : recolouredTo(
        lit,
        new Map([...shares].map(([colour, share]) => [tone(stage, colour, how.distance), share])),
        how.identity.hair,
      );
}

/** An animal wears the main figure's identity where there is no figure. */
function identityFor(studio: Studio, { subject, index }: Placement): WornIdentity | null {
  return studio.identities[studio.figureNumber(subject, index)] ?? null;
}

function badgeOn(studio: Studio, placement: Placement, { head: [x, y, width] }: ThingArt): string {
  const identity = identityFor(studio, placement);
  return identity === null
    ? ''
    : `<g transform="translate(${num(x + width * 0.5)} ${num(y + width * 1.4)}) scale(.14) translate(-20 226)">${drawBadge(identity.badge)}</g>`;
}

/** In front of the animal, or in its paws. */
function heldByThing(studio: Studio, { subject, height }: Placement, art: ThingArt): string {
  return subject.holds
    .map(({ thing, colour }, index) => {
      const held = artOf(thing.art, studio.stage.art);
      const size = Math.min(20, Math.max(11, ((thing.metres * 400) / height) * 14));
      const paws = subject.what.kind === 'thing' && subject.what.thing.art.kind === 'plush';
      const [x, y] = paws ? [art.grip[0] + index * 14, 29] : [-1 - index * 8, 31];
      const floats = thing.habit === 'air';
      const [gx, gy] = floats ? held.grip : [16, 31];
      const [tx, ty] = floats ? [art.head[0] + art.head[2], art.head[1] + 8] : [x, y];
      return `<g transform="translate(${num(tx)} ${num(ty)}) scale(${(size / 32).toFixed(4)}) translate(${-gx} ${-gy})">${litBody(studio, thing, { colour, distance: 0, identity: null })}</g>`;
    })
    .join('');
}

function paintPerson(studio: Studio, placement: Placement, person: Person): string {
  const { look, dressing } = figureOf(studio, placement, person);
  const figure = drawFigure(look, dressing);
  const asleep = placement.subject.asleep
    ? sleepMarks(
        placement.x + placement.height * 0.14,
        placement.y - placement.height * 0.9,
        placement.height * 0.06,
      )
    : '';
  return placed(figure, { x: placement.x, y: placement.y, scale: placement.height / 400 }) + asleep;
}

function figureOf(
  studio: Studio,
  { subject, index }: Placement,
  person: Person,
): { look: FigureLook; dressing: FigureDress } {
  const identity = studio.identities[studio.figureNumber(subject, index)] ?? null;
  const look = dress({ subject, person, index, identity }, studio.wardrobe);
  const hands: readonly Hand[] = ['right', 'left'];
  const held = subject.holds.slice(0, 2).map((thing, at) => ({
    hand: hands[at] ?? 'left',
    content: heldArt(studio, thing),
    before: isSmall(thing.thing),
  }));
  const headArt = person.head === null ? null : headIcon(studio, subject, person.head);
  return { look, dressing: { held, badge: identity?.badge ?? null, headArt } };
}

/** A cup, a fruit, a book: seen before the hand. */
function isSmall({ metres, art }: Thing): boolean {
  return metres < 0.5 && art.kind === 'icon';
}

/** A thing in the hand of a figure 400 units high. */
function heldArt(studio: Studio, { thing, colour }: HeldThing): string {
  const own = artOf(thing.art, studio.stage.art);
  const grip = isSmall(thing) && own.grip[1] < 22 ? [own.grip[0], own.grip[1] + 5] : own.grip;
  const height = 400 * (thing.metres / 1.7) ** 0.85;
  return `<g transform="scale(${(height / 32).toFixed(4)}) translate(${-(grip[0] ?? 16)} ${-(grip[1] ?? 19)})">${litBody(studio, thing, { colour, distance: 0, identity: null })}</g>`;
}

function headIcon(studio: Studio, subject: Subject, icon: string): string {
  const { stage } = studio;
  const body = ownIds(stage, stage.art.body(icon));
  const shares = studio.shares.get(`icon ${icon}`);
  const painted =
    subject.colour === null || shares === undefined ? body : recoloured(body, shares, subject.colour);
  return `<g transform="scale(3.125) translate(-16 -17)">${withColours(painted, (colour) => tone(stage, colour))}</g>`;
}

/** The rider behind the back of the mount, and the leg before it. */
function paintRider(
  studio: Studio,
  mount: Placement,
  rider: Placement,
): readonly [behind: string, before: string] {
  const { what } = rider.subject;
  const carrier =
    mount.subject.what.kind === 'thing' ? artOf(mount.subject.what.thing.art, studio.stage.art) : null;
  if (carrier === null) {
    return ['', ''];
  }
  const scale = mount.height / 32;
  const x = mount.x + (carrier.seat[0] - 16) * scale * (mount.flipped ? -1 : 1);
  const y = mount.y - (31 - carrier.seat[1]) * scale;
  if (what.kind === 'thing') {
    return [
      paintThing(
        studio,
        { ...rider, x, y: y + rider.height * 0.12, flipped: mount.flipped, hovers: true },
        what.thing,
      ),
      '',
    ];
  }
  const { look, dressing } = figureOf(studio, rider, { ...what.person, pose: 'ride' });
  const stand = { x, y: y + (rider.height / 400) * 92, scale: rider.height / 400 };
  return [placed(drawFigure(look, dressing), stand), placed(drawRidersLeg(look), stand)];
}

function hatColour({ what, colour }: WornThing): Hex {
  return COLOURS[colour ?? USUAL_HATS[what] ?? 'red'];
}

const USUAL_HATS: Readonly<Record<string, ColourName>> = {
  crown: 'gold',
  tiara: 'gold',
  'top-hat': 'black',
  'witch-hat': 'purple',
  'wizard-hat': 'blue',
  'pirate-hat': 'black',
  'cowboy-hat': 'brown',
  'straw-hat': 'beige',
  helmet: 'silver',
};
