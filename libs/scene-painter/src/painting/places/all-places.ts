import { GREEN_PLACES } from './green-places.js';
import type { Place, Places } from './place.js';
import { ROOMS } from './rooms/rooms.js';
import { SPACE_PLACES } from './space-places.js';
import { TOWN_PLACES } from './town-places.js';
import { WATER_PLACES } from './water-places.js';
import { WILD_PLACES } from './wild-places.js';
import type { PlaceName } from '../../scene.js';

/** The place of that name. */
export function placeCalled(name: PlaceName): Place {
  const place = ALL[name];
  if (place === undefined) {
    throw new Error(`nobody paints the place ${name}`);
  }
  return place;
}

const ALL: Places = {
  ...GREEN_PLACES,
  ...WILD_PLACES,
  ...WATER_PLACES,
  ...TOWN_PLACES,
  ...SPACE_PLACES,
  ...ROOMS,
};
