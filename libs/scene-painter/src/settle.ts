import type { PlaceName, Scene, TimeOfDay, Weather } from './scene.js';
import { SeededRandom } from './seeded-random.js';

/** A scene with place and time decided. */
export interface SettledScene extends Scene {
  readonly place: PlaceName;
  readonly time: TimeOfDay;
}

/** Where things are at home, for prompts that name no place. The first row that fits decides. */
const HOMES: readonly (readonly [PlaceName, RegExp])[] = [
  ['underwater', /^(fish|tropical fish|blowfish|shark|dolphin|whale|octopus|squid|jellyfish|coral|mermaid)$/],
  ['sea', /^(sailboat|ship|pirate ship|speedboat|canoe|lighthouse|desert island)$/],
  ['space', /^(rocket|planet|earth|comet|satellite|spaceship|star)$/],
  ['moon', /^(astronaut|alien)$/],
  ['snow', /^(penguin|polar bear|snowman|santa|christmas tree|seal|mammoth)$/],
  ['beach', /^(pirate|palm tree|surfer|crab|shell)$/],
  ['desert', /^(camel|cactus|cowboy|cowgirl|scorpion)$/],
  ['jungle', /^(tiger|leopard|monkey|gorilla|orangutan|parrot|sloth|elephant|t rex|sauropod|crocodile)$/],
  ['farm', /^(cow|pig|sheep|goat|rooster|tractor|farmer|donkey|ox|chick)$/],
  ['lake', /^(duck|swan|flamingo|frog|lotus)$/],
  ['city', /^(skyscraper|superhero|villain|statue of liberty|tokyo tower|helicopter|office building)$/],
  [
    'street',
    /^(car|taxi|bus|police car|motorcycle|scooter|van|truck|pickup|tram|race car|fire engine|ambulance|skateboard|police officer|policeman|detective|skater)$/,
  ],
  ['graveyard', /^(tombstone|coffin|zombie|skeleton|ghost|vampire|necromancer)$/],
  ['volcano', /^(demon|volcano)$/],
  ['cave', /^(bat|goblin|crystal)$/],
  [
    'forest',
    /^(deer|fox|wolf|bear|squirrel|owl|hedgehog|mushroom|elf|druid|archer|fairy|badger|unicorn|witch|raccoon)$/,
  ],
  ['garden', /^(butterfly|bee|ladybug|rose|tulip|sunflower|fountain|snail)$/],
  ['kitchen', /^(chef|teapot|pot|waitress)$/],
  ['laboratory', /^(scientist|microscope|potion)$/],
  ['classroom', /^(student|schoolboy|teacher)$/],
  ['throne', /^(king|queen|throne)$/],
  ['stage', /^(musician|dancer|piano|drum|clown)$/],
  ['library', /^(books|scholar)$/],
  ['tavern', /^(bard|barrel|beer)$/],
  ['village', /^(hut|house|windmill|blacksmith|merchant|church)$/],
];

/** Decides what the prompt leaves open, by what is in it and by the seed. */
export function settle(scene: Scene, random: SeededRandom): SettledScene {
  const place = scene.place ?? placeFor(scene, random.fork('place'));
  return { ...scene, place, time: scene.time ?? timeFor(scene, place, random.fork('time')) };
}

function placeFor(scene: Scene, random: SeededRandom): PlaceName {
  const names = scene.subjects.map(({ what }) =>
    what.kind === 'thing' ? what.thing.name : what.person.role,
  );
  const home = HOMES.find(([, fits]) => names.some((name) => fits.test(name)))?.[0];
  if (scene.light === 'candles' && home === undefined) {
    return 'room';
  }
  if (scene.light === 'neon' || scene.treatments.includes('neon')) {
    return home ?? 'city';
  }
  return home ?? placeByKind(scene, random);
}

function placeByKind({ subjects, weather, shot }: Scene, random: SeededRandom): PlaceName {
  const stillLife =
    subjects.length > 0 &&
    subjects.every(
      ({ what }) =>
        what.kind === 'thing' &&
        (what.thing.roles.includes('held') ||
          what.thing.roles.includes('table') ||
          what.thing.roles.includes('seat')),
    );
  if (stillLife) {
    return subjects.some(({ what }) => what.kind === 'thing' && what.thing.roles.includes('table'))
      ? 'room'
      : 'studio';
  }
  if (subjects.some(({ what }) => what.kind === 'thing' && what.thing.metres > 500)) {
    return weather.includes('snow') ? 'snow' : 'meadow';
  }
  if (weather.includes('petals') || weather.includes('leaves')) {
    return 'park';
  }
  const people = subjects.some(({ what }) => what.kind === 'person');
  if (shot === 'bust' || shot === 'face') {
    return random.pick(['studio', 'garden', 'park', 'meadow'] as const);
  }
  return people
    ? random.pick(['meadow', 'park', 'lake', 'garden', 'village'] as const)
    : random.pick(['meadow', 'meadow', 'lake', 'park'] as const);
}

const OF_THE_NIGHT: readonly Weather[] = [
  'stars',
  'fullmoon',
  'crescent',
  'fireflies',
  'aurora',
  'fireworks',
];

function timeFor(scene: Scene, place: PlaceName, random: SeededRandom): TimeOfDay {
  const night = scene.weather.some((weather) => OF_THE_NIGHT.includes(weather));
  if (
    night ||
    scene.light !== null ||
    scene.treatments.includes('neon') ||
    place === 'space' ||
    place === 'moon'
  ) {
    return 'night';
  }
  if (place === 'graveyard') {
    return random.pick(['dusk', 'night'] as const);
  }
  const grey = scene.weather.some((weather) => weather === 'rain' || weather === 'snow' || weather === 'fog');
  return grey ? 'day' : random.pick(['day', 'day', 'day', 'dawn', 'sunset'] as const);
}
