import type { Size } from '@fusionbridge/core';
import type { Cast } from '../identity/cast.js';
import type { Ground } from '../layout/frame.js';
import { layOut } from '../layout/lay-out.js';
import type { Measures } from '../layout/placement.js';
import type { Art, PlaceName, Subject } from '../scene.js';
import type { SeededRandom } from '../seeded-random.js';
import type { SettledScene } from '../settle.js';
import type { ArtLibrary } from './art-library.js';
import { artKey, type ColourShares } from './colour-shares.js';
import { Drawing } from './drawing.js';
import { daylightFor, lampLight } from './light.js';
import { paintOverlays } from './overlays.js';
import { paintSubjects, type Studio } from './paint-subjects.js';
import type { Shares } from './palette.js';
import { placeCalled } from './places/all-places.js';
import type { Place } from './places/place.js';
import type { Stage } from './stage.js';
import { artOf } from './things/all-art.js';

/** What a scene is composed with. */
export interface Composition {
  readonly size: Size;
  readonly art: ArtLibrary;
  readonly shares: ColourShares;
  readonly random: SeededRandom;
  /** Where the subjects go, as shares of width and height: `[left, top, width, height]`. */
  readonly box: readonly [number, number, number, number];
}

/** The picture of a scene as SVG. The same scene, size and random key give the same text. */
export async function compose(cast: Cast<SettledScene>, composition: Composition): Promise<string> {
  const { scene } = cast;
  const place = placeCalled(scene.place);
  const stage = stageFor(scene, place, composition);
  const ground = groundOf(stage, place, scene.place, composition.box);
  const placements = layOut(scene, ground, measuresWith(composition.art), composition.random.fork('layout'));
  const studio: Studio = {
    stage,
    wardrobe: {
      place: scene.place,
      daylight: stage.daylight,
      random: composition.random.fork('wardrobe'),
      anime: scene.treatments.includes('anime'),
    },
    footing: place.footing,
    shares: await sharesFor(scene, composition.shares),
    identities: cast.identities,
    figureNumber: (subject, index) => cast.figureNumber(subject, index),
  };
  return stage.drawing.document(
    place.paint(stage) +
      paintSubjects(studio, placements) +
      (place.front?.(stage) ?? '') +
      paintOverlays(stage, place.indoors),
  );
}

function stageFor(scene: SettledScene, place: Place, { size, art, random }: Composition): Stage {
  const drawing = new Drawing(size);
  const weather = new Set(scene.weather);
  const light = daylightFor(scene.time, weather, random.fork('light'));
  return {
    drawing,
    art,
    random: random.fork('stage'),
    daylight: lampLight(light, scene.light),
    weather,
    lamp: scene.light,
    width: drawing.width,
    height: drawing.height,
    horizon: horizonOf(scene, place) * drawing.height,
    snowy: weather.has('snow') || weather.has('snowfall') || scene.place === 'snow',
  };
}

/** Where nobody stands in front, the picture shows more sky. */
function horizonOf(scene: SettledScene, place: Place): number {
  const distant = scene.subjects.every(
    ({ what, flies }) =>
      flies || (what.kind === 'thing' && what.thing.habit !== 'ground' && what.thing.habit !== 'water'),
  );
  const open = distant && scene.subjects.length > 0 && !place.indoors && place.footing === 'land';
  return open ? Math.max(place.horizon, 0.74) : place.horizon;
}

function groundOf(stage: Stage, place: Place, name: PlaceName, box: Composition['box']): Ground {
  const [left, top, width, height] = box;
  return {
    width: stage.width,
    horizon: stage.horizon,
    footing: place.footing,
    indoors: place.indoors,
    place: name,
    frame: { left: left * stage.width, top: top * 1000, width: width * stage.width, height: height * 1000 },
  };
}

function measuresWith(art: ArtLibrary): Measures {
  return {
    aspect: ({ what, holds, wears }) => {
      if (what.kind === 'thing') {
        return artOf(what.thing.art, art).width / 32;
      }
      const wide = what.person.features.some((feature) => feature.endsWith('wings')) ? 0.3 : 0;
      return 0.44 + wide + Math.min(2, holds.length) * 0.12 + Math.min(1, wears.length) * 0.02;
    },
    topOf: ({ what }) => (what.kind === 'thing' ? (31 - artOf(what.thing.art, art).top) / 32 : 0.95),
  };
}

/** Of all art that somebody colours. */
async function sharesFor(scene: SettledScene, shares: ColourShares): Promise<Map<string, Shares>> {
  const arts = scene.subjects.flatMap((subject) => [
    ...ownArt(subject),
    ...subject.holds.map(({ thing }) => thing.art),
  ]);
  return new Map(await Promise.all(arts.map(async (art) => [artKey(art), await shares.of(art)] as const)));
}

function ownArt({ what }: Subject): Art[] {
  if (what.kind === 'thing') {
    return [what.thing.art];
  }
  return what.person.head === null ? [] : [{ kind: 'icon', icon: what.person.head }];
}
